//! The three ways to the core: ask, act, watch.

use std::fmt::Display;

use js_sys::{ArrayBuffer, JSON, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use trackward_model::ask::{Act, Changes, Code, Done, Failure, Query, Request};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], catch)]
    async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"])]
    type Channel;

    #[wasm_bindgen(constructor, js_namespace = ["window", "__TAURI__", "core"], catch)]
    fn new() -> Result<Channel, JsValue>;

    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &Channel, heard: &JsValue);
}

#[wasm_bindgen(module = "/src/host/early.js")]
extern "C" {
    #[wasm_bindgen(js_name = takeAnswer)]
    fn take_answer(query: &str) -> Option<Promise>;

    #[wasm_bindgen(js_name = takeWatch)]
    fn take_watch(heard: &JsValue) -> Option<Promise>;
}

/// Asks the core; what was asked before the wasm was there is not asked again.
///
/// # Errors
/// What the core says, or that it cannot be reached.
pub async fn ask<Q: Request>(question: Q) -> Result<Q::Reply, Failure> {
    let query: Query = question.into();
    let json = json(&query)?;
    let reply = match take_answer(&json) {
        Some(answer) => JsFuture::from(answer).await,
        None => invoke("query", arguments("request", &json)?).await,
    };
    let reply = reply.map_err(|value| refused(&value))?;
    match bytes(&reply) {
        Some(bytes) => Q::FORM.read(&bytes).map_err(|error| unreadable(&error)),
        None => decoded(&reply),
    }
}

/// Has the core change something.
///
/// # Errors
/// What the core says, or that it cannot be reached.
pub async fn act(act: Act) -> Result<Done, Failure> {
    let reply = invoke("act", arguments("request", &json(&act)?)?)
        .await
        .map_err(|value| refused(&value))?;
    decoded(&reply)
}

/// Hears of changes until the window closes. A batch that cannot be read is told as a failure.
///
/// # Errors
/// What the core says, or that it cannot be reached.
pub async fn watch(
    mut heard: impl FnMut(Result<Changes, Failure>) + 'static,
) -> Result<(), Failure> {
    let on_message = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        heard(decoded::<Changes>(&message));
    });
    // The channel is heard for as long as the window lives.
    let on_message = on_message.into_js_value();
    let ended = match take_watch(&on_message) {
        Some(ended) => JsFuture::from(ended).await,
        None => {
            let channel = Channel::new().map_err(|value| refused(&value))?;
            channel.set_onmessage(&on_message);
            let arguments = Object::new();
            set(&arguments, "channel", channel.as_ref());
            invoke("watch", arguments.into()).await
        }
    };
    ended.map(|_| ()).map_err(|value| refused(&value))
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

/// Opens the printer's dialog for what the style sheet leaves of the window; whether that was
/// possible.
pub async fn print() -> bool {
    // The page's own `print()` waits until nothing is being loaded, and the watch never ends.
    invoke("plugin:webview|print", Object::new().into()).await.is_ok()
}

/// Has a person choose in the system's own dialog where a file goes; nothing when they think
/// better of it.
///
/// # Errors
/// That this window may not, or that the shell cannot be reached.
pub async fn choose_file(folder: &str, name: &str) -> Result<Option<String>, Failure> {
    let arguments = Object::new();
    set(&arguments, "folder", &folder.into());
    set(&arguments, "name", &name.into());
    let chosen = invoke("choose_file", arguments.into()).await.map_err(|value| refused(&value))?;
    Ok(chosen.as_string())
}

fn arguments(name: &str, json: &str) -> Result<JsValue, Failure> {
    let arguments = Object::new();
    set(&arguments, name, &JSON::parse(json).map_err(|value| refused(&value))?);
    Ok(arguments.into())
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A reply or a message: bytes of JSON when it is large, else a JSON text, a word or an object.
fn decoded<T: DeserializeOwned>(value: &JsValue) -> Result<T, Failure> {
    if let Some(bytes) = bytes(value) {
        return serde_json::from_slice(&bytes).map_err(|error| unreadable(&error));
    }
    if let Some(text) = value.as_string() {
        // An answer that is a word, such as "done", has been read as JSON already.
        return serde_json::from_str(&text)
            .or_else(|_| serde_json::from_value(text.into()))
            .map_err(|error| unreadable(&error));
    }
    let json = JSON::stringify(value).ok().map(String::from);
    serde_json::from_str(json.as_deref().unwrap_or("null")).map_err(|error| unreadable(&error))
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    if let Some(buffer) = value.dyn_ref::<ArrayBuffer>() {
        return Some(Uint8Array::new(buffer).to_vec());
    }
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

fn refused(value: &JsValue) -> Failure {
    decoded::<Failure>(value).unwrap_or_else(|_| {
        web_sys::console::error_1(value);
        Failure {
            code: Code::Unavailable,
            message: "Trackward's core cannot be reached.".into(),
            reference: String::new(),
        }
    })
}

fn unreadable(error: &impl Display) -> Failure {
    web_sys::console::error_1(&error.to_string().into());
    Failure {
        code: Code::Internal,
        message: "The window and the core are of different versions. Restart Trackward.".into(),
        reference: String::new(),
    }
}
