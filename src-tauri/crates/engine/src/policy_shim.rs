use trackward_model::{Policy, Site};
pub fn change_policy(
    base: &Policy,
    _: &[String],
    _: &Site,
) -> Result<(Policy, Vec<String>), Vec<String>> {
    Ok((base.clone(), Vec::new()))
}
pub fn policy_text(_: &Policy) -> String {
    String::new()
}
