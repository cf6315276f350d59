//! The site's time zone, as the browser knows it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDateTime;
use js_sys::{Array, Date, Intl, Object, Reflect};
use trackward_model::{Span, Timestamp};
use wasm_bindgen::{JsCast, JsValue};

/// Offsets change at a quarter of an hour only, so that one answer serves for all of it.
const STEP_S: i64 = 15 * 60;
/// How many answers are kept.
const KNOWN_MAX: usize = 4_096;

/// A time zone. Cheap to clone.
#[derive(Clone)]
pub struct Zone {
    /// Its IANA name.
    pub name: Rc<str>,
    format: Rc<Intl::DateTimeFormat>,
    known: Rc<RefCell<HashMap<i64, i64>>>,
}

impl Zone {
    /// The zone of this name; UTC where the browser does not know it.
    pub fn new(name: &str) -> Self {
        let (name, format) = match formatter(name) {
            Some(format) => (name, format),
            None => ("UTC", formatter("UTC").unwrap_or_default()),
        };
        Self { name: name.into(), format: Rc::new(format), known: Rc::default() }
    }

    /// The wall clock at an instant.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        (at + Span::seconds(self.offset_s(at))).to_chrono().naive_utc()
    }

    /// Seconds to add to UTC at an instant.
    pub fn offset_s(&self, at: Timestamp) -> i64 {
        let step = at.0.div_euclid(1_000_000).div_euclid(STEP_S);
        if let Some(offset) = self.known.borrow().get(&step) {
            return *offset;
        }
        let offset = self.asked(step * STEP_S);
        let mut known = self.known.borrow_mut();
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert(step, offset);
        offset
    }

    fn asked(&self, at_s: i64) -> i64 {
        let date = Date::new(&JsValue::from_f64(at_s as f64 * 1_000.0));
        let parts = self.format.format_to_parts(&date);
        let part = |name: &str| {
            parts
                .iter()
                .find(|part| field(part, "type").as_deref() == Some(name))
                .and_then(|part| field(&part, "value")?.parse::<u32>().ok())
                .unwrap_or_default()
        };
        let local =
            chrono::NaiveDate::from_ymd_opt(part("year") as i32, part("month"), part("day"))
                .and_then(|day| day.and_hms_opt(part("hour") % 24, part("minute"), part("second")));
        local.map_or(0, |local| local.and_utc().timestamp() - at_s)
    }
}

fn field(part: &JsValue, name: &str) -> Option<String> {
    Reflect::get(part, &name.into()).ok()?.as_string()
}

fn formatter(zone: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    let numeric =
        ["year", "month", "day", "hour", "minute", "second"].map(|part| (part, "numeric"));
    for (name, value) in numeric.into_iter().chain([("timeZone", zone), ("hourCycle", "h23")]) {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    // The typed constructor cannot tell of an unknown zone, which throws.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: js_sys::Function =
        Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    Reflect::construct(&class, &arguments).ok()?.dyn_into().ok()
}
