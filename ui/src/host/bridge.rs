//! The three ways to the core: ask, act, watch.

use js_sys::{ArrayBuffer, JSON, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use trackward_model::ask::{Act, Changes, Code, Done, Failure, Query, Request};
use wasm_bindgen::prelude::*;

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

/// Asks the core.
///
/// # Errors
/// What the core says, or that it cannot be reached.
pub async fn ask<Q: Request>(question: Q) -> Result<Q::Reply, Failure> {
    let query: Query = question.into();
    let reply =
        invoke("query", arguments("request", &query)?).await.map_err(|value| refused(&value))?;
    decoded(&reply)
}

/// Has the core change something.
///
/// # Errors
/// What the core says, or that it cannot be reached.
pub async fn act(act: Act) -> Result<Done, Failure> {
    let reply =
        invoke("act", arguments("request", &act)?).await.map_err(|value| refused(&value))?;
    decoded(&reply)
}

/// Hears of changes until the window closes. A batch that cannot be read is told as a failure.
///
/// # Errors
/// What the core says, or that it cannot be reached.
pub async fn watch(
    mut heard: impl FnMut(Result<Changes, Failure>) + 'static,
) -> Result<(), Failure> {
    let channel = Channel::new().map_err(|value| refused(&value))?;
    let on_message = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        heard(decoded::<Changes>(&message));
    });
    channel.set_onmessage(on_message.as_ref());
    // The channel is heard for as long as the window lives.
    on_message.forget();
    let arguments = Object::new();
    set(&arguments, "channel", channel.as_ref());
    invoke("watch", arguments.into()).await.map_err(|value| refused(&value))?;
    Ok(())
}

fn arguments(name: &str, value: &impl Serialize) -> Result<JsValue, Failure> {
    let json = serde_json::to_string(value).map_err(|error| unreadable(&error))?;
    let arguments = Object::new();
    set(&arguments, name, &JSON::parse(&json).map_err(|value| refused(&value))?);
    Ok(arguments.into())
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A reply or a message: bytes of JSON when it is large, else a JSON text, a word or an object.
fn decoded<T: DeserializeOwned>(value: &JsValue) -> Result<T, Failure> {
    if let Some(buffer) = value.dyn_ref::<ArrayBuffer>() {
        let bytes = Uint8Array::new(buffer).to_vec();
        return serde_json::from_slice(&bytes).map_err(|error| unreadable(&error));
    }
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return serde_json::from_slice(&bytes.to_vec()).map_err(|error| unreadable(&error));
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

fn unreadable(error: &serde_json::Error) -> Failure {
    web_sys::console::error_1(&error.to_string().into());
    Failure {
        code: Code::Internal,
        message: "The window and the core are of different versions. Restart Trackward.".into(),
        reference: String::new(),
    }
}
