//! The acts of the log in words.

/// What was done: `Fault closed`. A word that is not known stands as it is, without underscores.
#[must_use]
pub fn act(word: &str) -> String {
    let known = match word {
        "save_plan" => "Plan saved",
        "end_plan" => "Plan ended",
        "import" => "Taken over from a file",
        "complete" => "Maintenance completed",
        "correct" => "Completion corrected",
        "search" => "Search recorded",
        "approve_unlocated" => "Approved: cannot be located",
        "end_unlocated" => "Can be located again",
        "open_recall" => "Recall opened",
        "match_recall" => "Matched with a recall",
        "decide_recall" => "Recall decided on",
        "recall_done" => "Recall done on it",
        "close_recall" => "Recall closed",
        "quarantine" => "Put in quarantine",
        "release" => "Released from quarantine",
        "report_fault" => "Fault reported",
        "repair_fault" => "Fault taken to repair",
        "close_fault" => "Fault closed",
        "hold" => "Held",
        "release_hold" => "Hold released",
        "request" => "Requested",
        "take_up_request" => "Request taken up",
        "close_request" => "Request closed",
        _ => return word.replace('_', " "),
    };
    known.to_owned()
}
