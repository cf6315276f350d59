//! Every screen of the kiosk fits: nothing is cut off, and a finger meets every button.

#![cfg(target_os = "linux")]

use serde_json::Value;
use trackward_tests::{KioskWard, VENTILATOR, holds};

#[tokio::test]
async fn every_screen_fits_in_spanish_on_a_screen_that_stands_upright() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    window.resize(1080, 1920).await;
    ward.until_ready().await;
    window.press("k-lang", "Español").await;
    window.until("it speaks Spanish", &holds(".k-action-main", "Buscar el más cercano")).await;
    fits(&ward, "kiosk-upright-start").await;
    ward.go("find").await;
    window.find(".k-type").await;
    fits(&ward, "kiosk-upright-types").await;
    ward.choose("ventilator").await;
    window.find(".k-plan .k-way").await;
    fits(&ward, "kiosk-upright-find").await;
    window.press("k-top", "Inicio").await;
    ward.go("fault").await;
    window.find(".k-devices li").await;
    fits(&ward, "kiosk-upright-pick").await;
    ward.scan(VENTILATOR).await;
    ward.go("note").await;
    window.find(".k-keys").await;
    fits(&ward, "kiosk-upright-fault").await;
    window.press("k-top", "Inicio").await;
    ward.go("ask").await;
    ward.choose("ventilator").await;
    window.find(".k-urgencies").await;
    fits(&ward, "kiosk-upright-ask").await;
    ward.window.close().await;
}

#[tokio::test]
async fn a_small_screen_shows_the_same_smaller() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    for (width, height) in [(1280, 800), (800, 1280)] {
        window.resize(width, height).await;
        fits(&ward, "kiosk-small-start").await;
        ward.go("find").await;
        ward.choose("ventilator").await;
        window.find(".k-plan .k-way").await;
        fits(&ward, "kiosk-small-find").await;
        window.press("k-top", "Start").await;
    }
    ward.window.close().await;
}

/// Nothing is beyond the edge or wider than what it is in, and a finger meets every button.
async fn fits(ward: &KioskWard, name: &str) {
    let misfits = "const edge = document.querySelector('.kiosk').getBoundingClientRect().right;\
        const least = 48 * edge / innerWidth;\
        const all = [...document.querySelectorAll('.kiosk *')]\
        .filter(e => !e.closest('svg') && e.getClientRects().length && !e.classList.contains('sr'));\
        const out = all.filter(e => {\
            const box = e.getBoundingClientRect();\
            const small = e.tagName === 'BUTTON' && (box.width < least || box.height < least);\
            const cut = e.tagName === 'BUTTON' && e.scrollWidth > e.clientWidth + 1;\
            return box.left < -1 || box.right > edge + 1 || small || cut;\
        });\
        return out.map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`);";
    let said = ward.window.client().execute(misfits, Vec::new()).await;
    let said = said.unwrap_or_else(|error| Value::from(error.to_string()));
    assert_eq!(said, Value::Array(Vec::new()), "{name}");
}
