//! Canvases, pictures and the width of text.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::page::document;

/// A canvas with its context, in device pixels.
#[derive(Clone)]
pub struct Surface {
    /// The element.
    pub canvas: HtmlCanvasElement,
    /// Its context.
    pub context: CanvasRenderingContext2d,
}

impl Surface {
    /// A canvas that is in no document; `read` for one whose pixels are read back.
    pub fn new(width: f64, height: f64, read: bool) -> Self {
        let canvas = document().create_element("canvas").map(JsCast::unchecked_into);
        let canvas: HtmlCanvasElement = canvas.expect("a document makes canvases");
        canvas.set_width(width.ceil() as u32);
        canvas.set_height(height.ceil() as u32);
        Self::of(canvas, read)
    }

    /// The context of a canvas in the document.
    pub fn of(canvas: HtmlCanvasElement, read: bool) -> Self {
        let options = Object::new();
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &read.into());
        let context = canvas
            .get_context_with_context_options("2d", &options)
            .ok()
            .flatten()
            .map(JsCast::unchecked_into)
            .expect("a fresh canvas gives a 2d context");
        Self { canvas, context }
    }

    /// Draws in CSS pixels from here on, with nothing on it.
    pub fn cleared(&self, pixel_ratio: f64) -> &CanvasRenderingContext2d {
        let context = &self.context;
        // A matrix of finite numbers is always taken.
        let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, self.canvas.width().into(), self.canvas.height().into());
        let _ = context.scale(pixel_ratio, pixel_ratio);
        context
    }
}

/// Loads a picture from a `data:` address; `None` when it cannot be read.
pub async fn load_image(address: &str) -> Option<HtmlImageElement> {
    let image = HtmlImageElement::new().ok()?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(address);
    JsFuture::from(loaded).await.ok()?;
    Some(image)
}

/// Waits until a font can be drawn with, or cannot be had.
pub async fn fonts_ready(fonts: &[&str]) {
    for font in fonts {
        // A font that does not load leaves the system's, which serves.
        let _ = JsFuture::from(document().fonts().load(font)).await;
    }
}

/// Measures text in a font, in CSS pixels.
pub fn measurer(font: &str) -> impl Fn(&str) -> f64 + 'static {
    let surface = Surface::new(1.0, 1.0, false);
    surface.context.set_font(font);
    move |text| surface.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
}
