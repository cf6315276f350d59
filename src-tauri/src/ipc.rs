//! The commands. From the window's side:
//!
//! - `invoke("query", { request })` gives an `ArrayBuffer` with the reply in the form of that
//!   query, so that a long list is parsed once, where it is used;
//! - `invoke("act", { request })` gives what came of it;
//! - `invoke("watch", { channel })` sends each batch of changes as an `ArrayBuffer` of JSON, and
//!   answers when the stream has ended.
//!
//! All three wait while the engine is starting, and reject with a
//! [`Failure`](trackward_model::ask::Failure). A fourth asks the person instead of the engine:
//!
//! - `invoke("choose_file", { folder, name })` opens the system's dialog, and gives the whole path
//!   that was chosen, or `null`. It writes nothing.

use tauri::Runtime;
use tauri::ipc::Invoke;

/// The commands, for the application.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        command::query,
        command::act,
        command::watch,
        crate::choose::choose_file
    ]
}

/// Tauri wants commands in a module of their own.
mod command {
    use tauri::ipc::{Channel, InvokeResponseBody, Response};
    use tauri::{Runtime, State, WebviewWindow};
    use trackward_engine::Session;
    use trackward_model::ask::{Act, Code, Done, Failure, Query};

    use crate::engine::Core;
    use crate::notify::Notifier;
    use crate::windows::Kiosk;

    #[tauri::command]
    pub async fn query<R: Runtime>(
        core: State<'_, Core>,
        kiosk: State<'_, Kiosk>,
        window: WebviewWindow<R>,
        request: Query,
    ) -> Result<Response, Failure> {
        let session = session(&kiosk, &window)?;
        let asked = async { core.engine().await?.query_as(&session, request).await };
        Ok(Response::new(core.unless_closing(asked).await?))
    }

    #[tauri::command]
    pub async fn act<R: Runtime>(
        core: State<'_, Core>,
        kiosk: State<'_, Kiosk>,
        window: WebviewWindow<R>,
        request: Act,
    ) -> Result<Done, Failure> {
        let session = session(&kiosk, &window)?;
        let asked = async { core.engine().await?.act_as(&session, request).await };
        core.unless_closing(asked).await
    }

    #[tauri::command]
    pub async fn watch<R: Runtime>(
        core: State<'_, Core>,
        kiosk: State<'_, Kiosk>,
        window: WebviewWindow<R>,
        channel: Channel<InvokeResponseBody>,
    ) -> Result<(), Failure> {
        let session = session(&kiosk, &window)?;
        let mut changes = core.watch(&session).await?;
        let turn = core.begin_watch(window.label());
        let mut notifier = Notifier::default();
        // A page that was reloaded never says so: its stream ends when the next one has begun.
        while turn.is_latest() {
            let batch = changes.next().await;
            notifier.tell(&batch).await;
            let batch = serde_json::to_vec(&batch).expect("changes are made of what JSON can hold");
            if channel.send(InvokeResponseBody::Raw(batch)).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// As whom a window speaks: its label says so, and no page can choose that.
    fn session<R: Runtime>(kiosk: &Kiosk, window: &WebviewWindow<R>) -> Result<Session, Failure> {
        kiosk.session(window.label()).ok_or_else(|| Failure {
            code: Code::NotAllowed,
            message: "This window may not do that.".to_owned(),
            reference: String::new(),
        })
    }
}
