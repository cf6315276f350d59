//! Badges.

use trackward_model::{Tag, UnitId};

use crate::fixture::{Home, tag, unit};

#[tokio::test]
async fn a_list_of_badges_replaces_the_one_before() {
    let home = Home::empty().await;
    assert_eq!(home.store.badge_list().await.unwrap(), []);
    let card: Tag = "uid:04A224B2C13480".parse().unwrap();
    let first = [(tag(7), Some(unit("ICU"))), (tag(3), None), (card, Some(unit("ED 2")))];
    home.store.badge_put_all(&first).await.unwrap();
    let home = home.reopened().await;
    let mut kept = home.store.badge_list().await.unwrap();
    kept.sort_by_key(|(badge, _)| first.iter().position(|(tag, _)| tag == badge));
    assert_eq!(kept, first);

    let second = [(tag(3), Some(unit("ICU"))), (tag(4), None), (tag(3), None)];
    home.store.badge_put_all(&second).await.unwrap();
    let kept = home.store.badge_list().await.unwrap();
    assert_eq!(kept, [(tag(3), None), (tag(4), None)], "the last one counts");
    home.store.badge_put_all(&[]).await.unwrap();
    assert_eq!(home.store.badge_list().await.unwrap(), []);
}

/// More rows than one statement takes, and a number that none of its sizes divides.
#[tokio::test]
async fn thousands_of_badges_are_kept() {
    let home = Home::empty().await;
    let badges: Vec<(Tag, Option<UnitId>)> = (0..2_111).map(|n| (tag(n), None)).collect();
    home.store.badge_put_all(&badges).await.unwrap();
    assert_eq!(home.store.badge_list().await.unwrap(), badges, "by tag");
}
