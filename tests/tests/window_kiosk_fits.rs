//! Every screen of the kiosk fits: nothing is cut off, and a finger meets every button.

#![cfg(target_os = "linux")]

use serde_json::Value;
use trackward_tests::{KioskWard, VENTILATOR, do_with, holds};

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
        tap(&ward, "[data-go=find]").await;
        tap(&ward, ".k-type[data-type=ventilator]").await;
        window.find(".k-plan .k-way").await;
        fits(&ward, "kiosk-small-find").await;
        tap(&ward, ".k-back + button").await;
        tap(&ward, "[data-go=fault]").await;
        window.find(".k-devices li").await;
        fits(&ward, "kiosk-small-pick").await;
        ward.scan(VENTILATOR).await;
        tap(&ward, "[data-go=note]").await;
        window.find(".k-keys").await;
        fits(&ward, "kiosk-small-fault").await;
        window.shoot(&format!("kiosk-small-fault-{width}")).await;
        tap(&ward, ".k-back + button").await;
        window.find("[data-go=find]").await;
    }
    ward.window.close().await;
}

#[tokio::test]
async fn what_may_not_be_used_is_told_on_every_screen_that_names_it() {
    let put = ["quarantine", "put", VENTILATOR, "--by", "Kim", "--note", "Its alarm is silent."];
    let put = |db: &str| do_with(&[&put[..], &["--db", db]].concat());
    let ward = KioskWard::open_after("WARD", "", put).await;
    let window = &ward.window;
    for (width, height) in [(1920, 1080), (1080, 1920)] {
        window.resize(width, height).await;
        window.until("it is told at once", &holds(".k-stop", VENTILATOR)).await;
        fits(&ward, "kiosk-stop-start").await;
        window.shoot(&format!("kiosk-stop-start-{width}")).await;
        window.press("k-stop", "Show").await;
        let line = format!(".k-page .k-stop[data-asset={VENTILATOR}]");
        window.until("where it stands", &holds(&line, "Clean Utility")).await;
        fits(&ward, "kiosk-stop").await;
        window.shoot(&format!("kiosk-stop-{width}")).await;
        ward.back().await;
        ward.go("find").await;
        ward.choose("ventilator").await;
        window.until("none is ready", &holds(".k-nothing", "None")).await;
        fits(&ward, "kiosk-none").await;
        window.shoot(&format!("kiosk-none-{width}")).await;
        window.press("k-top", "Start").await;
    }
    ward.window.close().await;
}

/// A driver aims beside what a page shows smaller; a finger does not.
async fn tap(ward: &KioskWard, css: &str) {
    ward.window.find(css).await;
    let click = format!("document.querySelector('{css}').click()");
    ward.window.client().execute(&click, Vec::new()).await.expect("it is touched");
}

/// Nothing is beyond the edge or wider than what it is in, and a finger meets every button.
async fn fits(ward: &KioskWard, name: &str) {
    let misfits = "const edge = document.querySelector('.kiosk').getBoundingClientRect().right;\
        const foot = innerHeight * edge / innerWidth + 1;\
        const least = 48 * edge / innerWidth;\
        const scrolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowY)\
            || scrolls(e.parentElement));\
        const all = [...document.querySelectorAll('.kiosk *')]\
        .filter(e => !e.closest('svg') && e.getClientRects().length && !e.classList.contains('sr'));\
        const out = all.filter(e => {\
            const box = e.getBoundingClientRect();\
            const small = e.tagName === 'BUTTON' && (box.width < least || box.height < least);\
            const cut = e.tagName === 'BUTTON' && e.scrollWidth > e.clientWidth + 1;\
            const low = box.bottom > foot && !scrolls(e);\
            return box.left < -1 || box.right > edge + 1 || low || small || cut;\
        });\
        return out.map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`);";
    let said = ward.window.client().execute(misfits, Vec::new()).await;
    let said = said.unwrap_or_else(|error| Value::from(error.to_string()));
    assert_eq!(said, Value::Array(Vec::new()), "{name}");
}
