//! The canvas of the map, and what keeps it as the desk is.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::TypeId;

use super::map_extra::{NotOnMap, Tip, ZoomButtons};
use super::{map_feed, map_input};
use crate::desk::{Desk, desk};
use crate::host::{self, Frames, Surface};
use crate::map::{Atlas, Framed, Hovered, MapView, Palette};
use crate::part::{Detail, HistoryButton, SoughtChip};
use crate::words;

/// The map while it is mounted, and how to ask for a frame of it.
#[derive(Clone, Copy)]
pub struct Mounted {
    view: StoredValue<Option<MapView>, LocalStorage>,
    frames: StoredValue<Option<Frames>, LocalStorage>,
    /// What the last frame came to.
    pub framed: RwSignal<Framed>,
    /// Length and width of the scale bar, in metres and pixels.
    pub scale_bar: RwSignal<(f64, f64)>,
    /// What the pointer is over, and where.
    pub hovered: RwSignal<Option<(Hovered, [f64; 2])>>,
    /// Counts how often the view was made, so that what feeds it feeds it again.
    pub ready: RwSignal<u32>,
}

impl Mounted {
    fn new() -> Self {
        Self {
            view: StoredValue::new_local(None),
            frames: StoredValue::new_local(None),
            framed: RwSignal::new(Framed { again: false, markers: 0, chosen_px: None }),
            scale_bar: RwSignal::new((0.0, 0.0)),
            hovered: RwSignal::new(None),
            ready: RwSignal::new(0),
        }
    }

    /// Changes the view and asks for a frame; nothing while it is not there.
    pub fn with<T>(self, change: impl FnOnce(&mut MapView) -> T) -> Option<T> {
        let done = self.with_quietly(change);
        if done.is_some() {
            self.ask_frame();
        }
        done
    }

    /// Changes what needs no frame by itself.
    pub fn with_quietly<T>(self, change: impl FnOnce(&mut MapView) -> T) -> Option<T> {
        self.view.try_update_value(|view| view.as_mut().map(change)).flatten()
    }

    /// Reads the view.
    pub fn read<T>(self, read: impl FnOnce(&MapView) -> T) -> Option<T> {
        self.view.try_with_value(|view| view.as_ref().map(read)).flatten()
    }

    fn ask_frame(self) {
        self.frames.try_with_value(|frames| frames.as_ref().map(Frames::ask));
    }
}

/// The map with its controls.
#[component]
pub fn MapCanvas(detail: Detail) -> impl IntoView {
    let desk = desk();
    let map = Mounted::new();
    let root = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    draw_frames(desk, map);
    make_view(desk, map, canvas);
    keep_size(desk, map, root);
    map_feed::keep_floor(desk, map);
    map_feed::keep_rows(desk, map);
    map_feed::keep_chosen(desk, map, detail);
    map_feed::keep_likely(desk, map);
    let floor_id = move || {
        let floor = desk.floor.get();
        desk.hospital
            .with(|hospital| hospital.view.floors.get(floor).map(|f| f.floor_id.to_string()))
    };
    let label = move || {
        let floor = desk.floor.get();
        let name = desk.hospital.with(|hospital| hospital.floor_name(floor));
        let markers = map.framed.get().markers;
        format!(
            "Floor plan of {name}, {}. The same list is under Table.",
            words::counted(markers, "marker")
        )
    };
    let chosen_px =
        move |axis: usize| map.framed.get().chosen_px.map(|at| format!("{:.0}", at[axis]));
    view! {
        <div
            id="map"
            class="map"
            node_ref=root
            tabindex="0"
            role="group"
            aria-label="Map: arrows move, plus and minus zoom, 0 shows the whole floor, j and k go from asset to asset"
            aria-busy=move || map.framed.get().again.to_string()
            data-floor=floor_id
            data-markers=move || map.framed.get().markers
            data-selected-x=move || chosen_px(0)
            data-selected-y=move || chosen_px(1)
            on:keydown=move |event| map_input::key(desk, map, &event)
        >
            <canvas
                node_ref=canvas
                role="img"
                aria-label=label
                class:over=move || {
                    map.hovered.with(|hovered| matches!(hovered, Some((Hovered::Asset(_) | Hovered::Crowd(_), _))))
                }
                on:pointerdown=move |event| map_input::pressed(map, &event)
                on:pointermove=move |event| map_input::moved(map, &event)
                on:pointerup=move |event| map_input::released(desk, map, &event)
                on:pointerleave=move |_| map_input::left(map)
                on:wheel=move |event| map_input::wheel(map, &event)
            ></canvas>
            <Tip map=map />
            <ScaleBar map=map />
            <NotOnMap />
            <SoughtChip />
            <div class="map-end">
                <HistoryButton />
                <ZoomButtons map=map />
            </div>
        </div>
    }
}

#[component]
fn ScaleBar(map: Mounted) -> impl IntoView {
    let words = move || {
        let (metres, _) = map.scale_bar.get();
        if metres >= 1.0 { format!("{metres:.0} m") } else { format!("{:.0} cm", metres * 100.0) }
    };
    view! {
        <div class="map-scale">
            <i style:width=move || format!("{:.1}px", map.scale_bar.get().1)></i>
            {words}
        </div>
    }
}

fn draw_frames(desk: Desk, map: Mounted) {
    const SCALE_BAR_PX: f64 = 110.0;
    let mut first = true;
    let frames = Frames::new(move || {
        let framed = map.view.try_update_value(|view| {
            let view = view.as_mut()?;
            let framed = desk.rows.with_value(|rows| view.frame(rows));
            Some((framed, view.camera.scale_bar(SCALE_BAR_PX)))
        });
        let Some((framed, scale_bar)) = framed.flatten() else { return };
        if map.framed.get_untracked() != framed {
            map.framed.set(framed);
        }
        if map.scale_bar.get_untracked() != scale_bar {
            map.scale_bar.set(scale_bar);
        }
        if framed.again {
            map.ask_frame();
            return;
        }
        if first && framed.markers > 0 {
            first = false;
            host::mark("map");
        }
        if !desk.drawn.get_untracked() {
            desk.drawn.set(true);
        }
    });
    map.frames.set_value(Some(frames));
}

/// Makes the view once its canvas and fonts are there, and its look anew when that changes.
fn make_view(desk: Desk, map: Mounted, canvas: NodeRef<html::Canvas>) {
    Effect::new(move |_| {
        desk.look.track();
        // Types of the hospital decide which sprites there are.
        desk.hospital.track();
        let Some(canvas) = canvas.get() else { return };
        let types = types_of(desk);
        spawn_local(async move {
            host::fonts_ready(&["600 11px Inter", "500 11px Inter"]).await;
            let palette = Palette::read(host::css);
            let atlas = Atlas::new(types, &palette, host::pixel_ratio()).await;
            let made = map.view.try_update_value(|view| match view {
                Some(view) => {
                    view.set_look(palette, atlas);
                    false
                }
                None => {
                    let mut made = MapView::new(Surface::of(canvas, false), palette, atlas);
                    made.resize([host::width_of(&made.canvas()), host::height_of(&made.canvas())]);
                    *view = Some(made);
                    true
                }
            });
            if made == Some(true) {
                map.ready.update(|n| *n += 1);
            }
            map.ask_frame();
        });
    });
}

fn types_of(desk: Desk) -> Vec<TypeId> {
    desk.rows.with_value(|rows| {
        let types: BTreeSet<&TypeId> = rows.all().iter().map(|row| &row.info.type_id).collect();
        types.into_iter().cloned().collect()
    })
}

fn keep_size(desk: Desk, map: Mounted, root: NodeRef<html::Div>) {
    Effect::new(move |_: Option<Option<host::Keep>>| {
        root.get().map(|root| {
            host::on_resize(&root, move |size| {
                map.with(|view| view.resize(size));
                if map.read(MapView::pixel_ratio).is_some_and(|known| known != host::pixel_ratio())
                {
                    desk.look.update(|n| *n += 1);
                }
            })
        })
    });
}
