//! From a new connection to a reader that reports.

use tokio::time::timeout;

use super::ending::Ending;
use super::request::{self, RO_SPEC_ID};
use super::serve::Connection;
use crate::llrp::{
    CloseConnection, DeleteRoSpec, DisableRoSpec, EnableEventsAndReports, EnableRoSpec,
    GetReaderCapabilities, GetReaderCapabilitiesRequestedData,
};

/// All ROSpecs of a reader.
const ALL: u32 = 0;

pub async fn set_up(connection: &mut Connection<'_>) -> Result<(), Ending> {
    let timing = connection.timing().clone();
    let within = timing.greeting;
    timeout(within, connection.greeting())
        .await
        .map_err(|_| Ending::NoGreeting { address: connection.address(), within })??;
    let requested_data = GetReaderCapabilitiesRequestedData::All;
    connection.ask(GetReaderCapabilities { requested_data, ..Default::default() }).await?;
    connection.ask(request::config(&timing)).await?;
    // Nothing to delete is an error to some readers, and fine to us.
    let _ = connection.answer(DeleteRoSpec { ro_spec_id: ALL, ..Default::default() }).await?;
    connection.ask(request::ro_spec()).await?;
    connection.await_start();
    connection.ask(EnableRoSpec { ro_spec_id: RO_SPEC_ID, ..Default::default() }).await?;
    connection.tell(EnableEventsAndReports::default()).await
}

/// Leaves the reader as others would like to find it. What it answers no longer matters, but it
/// should get to answer.
pub async fn take_leave(connection: &mut Connection<'_>) -> Result<(), Ending> {
    let within = connection.timing().leave;
    let leave = async {
        connection.answer(DisableRoSpec { ro_spec_id: RO_SPEC_ID, ..Default::default() }).await?;
        connection.answer(DeleteRoSpec { ro_spec_id: RO_SPEC_ID, ..Default::default() }).await?;
        connection.answer(CloseConnection::default()).await
    };
    match timeout(within, leave).await {
        Ok(Err(Ending::NobodyListens)) => Err(Ending::NobodyListens),
        _ => Ok(()),
    }
}
