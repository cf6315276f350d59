//! One short tone, for what cannot wait.

use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

use super::page::{preference, set_preference};

const MUTED: &str = "trackward.muted";
/// Loud enough to be heard across a workshop, soft enough not to be switched off for good.
const GAIN: f32 = 0.15;
/// Pitch in hertz, beginning and end in seconds.
const NOTES: [(f32, f64, f64); 2] = [(880.0, 0.0, 0.16), (660.0, 0.18, 0.42)];

thread_local! {
    /// A window may open few of these: there is one, and none where the web view has no sound.
    static CONTEXT: Option<AudioContext> = AudioContext::new().ok();
}

/// Sounds once. Where the web view has no sound, or waits for a first touch, it stays silent.
pub fn tone() {
    CONTEXT.with(|context| {
        let Some(context) = context else { return };
        // A tone that cannot be played is no fault: the alert is on the screen.
        let _ = context.resume();
        let _ = play(context);
    });
}

fn play(context: &AudioContext) -> Result<(), JsValue> {
    let now = context.current_time();
    for (pitch_hz, from_s, to_s) in NOTES {
        let oscillator = context.create_oscillator()?;
        let gain = context.create_gain()?;
        oscillator.set_type(OscillatorType::Sine);
        oscillator.frequency().set_value(pitch_hz);
        // It swells and fades, or each end would click.
        let level = gain.gain();
        level.set_value_at_time(0.0, now + from_s)?;
        level.linear_ramp_to_value_at_time(GAIN, now + from_s + 0.02)?;
        level.linear_ramp_to_value_at_time(0.0, now + to_s)?;
        oscillator.connect_with_audio_node(&gain)?;
        gain.connect_with_audio_node(&context.destination())?;
        oscillator.start_with_when(now + from_s)?;
        oscillator.stop_with_when(now + to_s)?;
    }
    Ok(())
}

/// Whether the person at this window switched the sound off.
pub fn muted() -> bool {
    preference(MUTED).as_deref() == Some("yes")
}

/// Switches the sound off or on, and keeps that.
pub fn set_muted(muted: bool) {
    set_preference(MUTED, if muted { "yes" } else { "no" });
}
