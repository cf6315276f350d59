//! The three commands. From the window's side:
//!
//! - `invoke("query", { request })` gives an `ArrayBuffer` with the reply in the form of that
//!   query, so that a long list is parsed once, where it is used;
//! - `invoke("act", { request })` gives what came of it;
//! - `invoke("watch", { channel })` sends each batch of changes as an `ArrayBuffer` of JSON, and
//!   answers when the stream has ended.
//!
//! All three wait while the engine is starting, and reject with a
//! [`Failure`](trackward_model::ask::Failure).

use tauri::Runtime;
use tauri::ipc::Invoke;

/// The commands, for the application.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![command::query, command::act, command::watch]
}

/// Tauri wants commands in a module of their own.
mod command {
    use tauri::State;
    use tauri::ipc::{Channel, InvokeResponseBody, Response};
    use trackward_model::ask::{Act, Done, Failure, Query};

    use crate::engine::Core;
    use crate::notify::Notifier;

    #[tauri::command]
    pub async fn query(core: State<'_, Core>, request: Query) -> Result<Response, Failure> {
        Ok(Response::new(core.engine().await?.query(request).await?))
    }

    #[tauri::command]
    pub async fn act(core: State<'_, Core>, request: Act) -> Result<Done, Failure> {
        core.engine().await?.act(request).await
    }

    #[tauri::command]
    pub async fn watch(
        core: State<'_, Core>,
        channel: Channel<InvokeResponseBody>,
    ) -> Result<(), Failure> {
        let mut changes = core.watch().await?;
        let turn = core.begin_watch();
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
}
