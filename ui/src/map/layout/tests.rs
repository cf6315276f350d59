use super::*;

fn room(width_m: f64, height_m: f64) -> Ground {
    let points = [[0.0, 0.0], [width_m, 0.0], [width_m, height_m], [0.0, height_m]];
    Ground { outline: Outline::new(&points), on_top: Vec::new(), noted: false }
}

fn guests(n: usize) -> Vec<Guest> {
    (0..n).map(|row| Guest { row, state: UseState::InUse, aged: false }).collect()
}

fn seated(filling: &Filling) -> (usize, usize) {
    match filling {
        Filling::Seats { seats, more, .. } => (seats.len(), more.map_or(0, |(_, n)| n)),
        other => panic!("no seats: {other:?}"),
    }
}

#[test]
fn markers_keep_clear_of_walls_name_and_each_other() {
    let Filling::Seats { seats, .. } = fill(&room(10.0, 10.0), 20.0, &guests(9), &[], false) else {
        panic!("ten metres at 20 px a metre seat nine")
    };
    for seat in &seats {
        let [x, y] = seat.at;
        assert!((14.0..=186.0).contains(&x) && (36.0..=186.0).contains(&y), "{seat:?}");
    }
    for (n, a) in seats.iter().enumerate() {
        for b in &seats[n + 1..] {
            let apart = (a.at[0] - b.at[0]).abs().max((a.at[1] - b.at[1]).abs());
            assert!(apart >= PITCH_PX - 1e-9, "{a:?} {b:?}");
        }
    }
}

#[test]
fn those_without_a_seat_are_counted() {
    let (seats, more) = seated(&fill(&room(10.0, 10.0), 10.0, &guests(30), &[], false));
    assert_eq!(seats + more, 30);
    assert!(seats >= SEATS_LEAST - 1 && more > 0);
}

#[test]
fn a_guest_more_moves_no_other() {
    let seats = |n| match fill(&room(10.0, 10.0), 20.0, &guests(n), &[], false) {
        Filling::Seats { seats, .. } => seats,
        other => panic!("{other:?}"),
    };
    assert_eq!(seats(5)[..4], seats(4)[..]);
}

#[test]
fn a_small_room_shows_counts() {
    let mut two = guests(6);
    two[0].state = UseState::Available;
    match fill(&room(4.0, 6.0), 10.0, &two, &[], false) {
        Filling::Counts(pill) => {
            assert_eq!(pill.total, 6);
            assert_eq!(pill.lines, [(UseState::Available, 1), (UseState::InUse, 5)]);
        }
        other => panic!("{other:?}"),
    }
    let tiny = fill(&room(1.0, 1.0), 10.0, &two, &[], false);
    assert!(matches!(tiny, Filling::Counts(pill) if pill.lines.is_empty()));
    assert!(matches!(fill(&room(10.0, 10.0), 20.0, &two, &[], true), Filling::Counts(_)));
    assert_eq!(fill(&room(1.0, 1.0), 10.0, &[], &[], false), Filling::Empty);
}

#[test]
fn a_note_at_the_foot_is_kept_free() {
    let mut noted = room(10.0, 10.0);
    noted.noted = true;
    let Filling::Seats { seats, .. } = fill(&noted, 10.0, &guests(30), &[], false) else {
        panic!("two rows above the note")
    };
    assert!(seats.iter().all(|seat| seat.at[1] + HALF_PX <= 100.0 - NOTE_PX));
}

#[test]
fn a_count_keeps_clear_of_the_note_beneath() {
    let mut lift = room(4.0, NOTED_HEIGHT_PX / 10.0);
    lift.noted = true;
    let Filling::Counts(pill) = fill(&lift, 10.0, &guests(124), &[], false) else {
        panic!("there is no room for markers")
    };
    let half = PILL_LINE_PX / 2.0;
    assert!(pill.at[1] - half >= NAME_PX - 4.0, "the name is free: {pill:?}");
    assert!(pill.at[1] + half <= NOTED_HEIGHT_PX - NOTE_PX, "the note is free: {pill:?}");
}

#[test]
fn a_name_in_the_middle_is_kept_free() {
    let name = [0.0, 40.0, 120.0, 54.0];
    let hall = room(20.0, 10.0);
    let Filling::Seats { seats, .. } = fill(&hall, 10.0, &guests(12), &[name], false) else {
        panic!("there is room beside the name")
    };
    assert!(seats.iter().all(|seat| {
        let [x, y] = seat.at;
        !overlap(name, [x - 13.0, y - 13.0, x + 13.0, y + 13.0])
    }));
}

#[test]
fn a_corridor_seats_nobody_in_the_rooms_upon_it() {
    let mut corridor = room(20.0, 10.0);
    corridor.on_top.push([5.0, 0.0, 15.0, 10.0]);
    let Filling::Seats { seats, .. } = fill(&corridor, 20.0, &guests(12), &[], false) else {
        panic!("both ends have room")
    };
    assert!(seats.iter().all(|seat| seat.at[0] < 100.0 || seat.at[0] > 300.0));
}
