use trackward_model::{Asset, AssetStatus, Binding, Timestamp};
use trackward_store::{AssetsChange, Batch, StoreError, UnknownTag};

use crate::fixture::{Home, asset, at, pump, tag};

#[tokio::test]
async fn assets_are_kept_as_they_are_and_twice_is_once() {
    let home = Home::empty().await;
    let mut assets: Vec<_> = (0..700).map(|n| (pump(n), vec![tag(n)])).collect();
    assets[5].1.clear();
    let first = home.store.asset_put_batch(&assets, at(0)).await.unwrap();
    assert_eq!(first, AssetsChange { added: 700, ..AssetsChange::default() });
    let home = home.reopened().await;
    let kept = home.store.asset_list().await.unwrap();
    assert!(kept.iter().eq(assets.iter().map(|(asset, _)| asset)));
    let again = home.store.asset_put_batch(&assets, at(9)).await.unwrap();
    assert_eq!(again, AssetsChange { unchanged: 700, ..AssetsChange::default() });
    let bindings = home.store.binding_list().await.unwrap();
    assert_eq!(bindings.len(), 699);
    let last = Binding { tag: tag(699), asset: asset(699), from: Timestamp::MIN, to: None };
    assert_eq!(bindings[698], last, "it holds for what was heard before the list was loaded");
}

#[tokio::test]
async fn a_tag_moves_to_another_asset_at_an_instant() {
    let home = Home::with(2).await;
    let change = home.store.asset_put_batch(&[(pump(2), vec![tag(0)])], at(60)).await.unwrap();
    assert_eq!(change, AssetsChange { added: 1, rebound: 1, ..AssetsChange::default() });
    let bindings = home.store.binding_list().await.unwrap();
    let on = |n, from, to| Binding { tag: tag(0), asset: asset(n), from, to };
    assert_eq!(bindings[0], on(0, Timestamp::MIN, Some(at(60))));
    assert_eq!(bindings[2], on(2, at(60), None));
}

#[tokio::test]
async fn a_new_label_or_none_ends_the_old_binding() {
    let home = Home::with(2).await;
    let wanted = [(pump(0), vec![tag(9)]), (pump(1), vec![])];
    let change = home.store.asset_put_batch(&wanted, at(60)).await.unwrap();
    assert_eq!(change, AssetsChange { changed: 2, ..AssetsChange::default() });
    let bindings = home.store.binding_list().await.unwrap();
    assert_eq!((bindings[0].to, bindings[1].to), (Some(at(60)), Some(at(60))));
    assert_eq!(
        bindings[2],
        Binding { tag: tag(9), asset: asset(0), from: at(60), to: None },
        "the asset had another label before: what this one did then is not its doing"
    );
}

#[tokio::test]
async fn a_list_that_names_something_twice_is_refused() {
    let home = Home::with(1).await;
    for (wanted, said) in [
        ([(pump(3), vec![]), (pump(3), vec![])], "asset \"IP-0003\" stands twice in the list"),
        (
            [(pump(3), vec![tag(3)]), (pump(4), vec![tag(4), tag(3)])],
            "tag epc:3034257BF7194E4000000003 stands twice in the list",
        ),
    ] {
        let error = home.store.asset_put_batch(&wanted, at(0)).await.unwrap_err();
        assert!(matches!(error, StoreError::Twice(_)));
        assert_eq!(error.to_string(), said);
    }
    assert_eq!(home.store.asset_list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_tag_that_is_put_on_an_asset_is_unknown_no_longer() {
    let home = Home::with(1).await;
    let unknown = [7, 8].map(|n| UnknownTag {
        tag: tag(n),
        last_at: at(5),
        count: 1,
        reader: trackward_model::ReaderIndex(0),
    });
    let batch = Batch { unknown_tags: &unknown, reached: at(5), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    home.store.asset_put_batch(&[(pump(7), vec![tag(7)])], at(6)).await.unwrap();
    assert_eq!(home.store.unknown_tag_list(10).await.unwrap(), unknown[1..]);
}

#[tokio::test]
async fn an_asset_carries_several_tags_and_loses_just_what_is_listed_no_more() {
    let home = Home::empty().await;
    let put = async |n, tags, second| {
        home.store.asset_put_batch(&[(pump(n), tags)], at(second)).await.unwrap()
    };
    put(0, vec![tag(1), tag(2), tag(3)], 0).await;
    let on = |n, from, to| Binding { tag: tag(n), asset: asset(0), from, to };
    let always = Timestamp::MIN;
    let bindings = home.store.binding_list().await.unwrap();
    let all = [on(1, always, None), on(2, always, None), on(3, always, None)];
    assert_eq!(bindings, all, "each was on it before the list was loaded");
    let same = put(0, vec![tag(3), tag(1), tag(2)], 30).await;
    assert_eq!(same, AssetsChange { unchanged: 1, ..AssetsChange::default() }, "any order");

    let change = put(0, vec![tag(1), tag(4)], 60).await;
    assert_eq!(change, AssetsChange { changed: 1, ..AssetsChange::default() });
    let bindings = home.store.binding_list().await.unwrap();
    let ended = |n| on(n, always, Some(at(60)));
    assert_eq!(bindings, [on(1, always, None), ended(2), ended(3), on(4, at(60), None)]);
    let moved = put(1, vec![tag(1)], 90).await;
    assert_eq!(moved, AssetsChange { added: 1, rebound: 1, ..AssetsChange::default() });
    let open: Vec<_> = (home.store.binding_list().await.unwrap().into_iter())
        .filter(|binding| binding.to.is_none())
        .map(|binding| (binding.asset, binding.tag))
        .collect();
    assert_eq!(open, [(asset(0), tag(4)), (asset(1), tag(1))], "the other one stays where it is");
}

#[tokio::test]
async fn when_an_asset_was_retired_is_known_of_those_that_were_in_service() {
    let home = Home::with(2).await;
    let retired = |n| Asset { status: AssetStatus::Retired, ..pump(n) };
    let put = async |asset, second| {
        home.store.asset_put_batch(&[(asset, Vec::new())], at(second)).await.unwrap();
        home.store.asset_retired_list().await.unwrap()
    };
    assert_eq!(put(retired(7), 5).await, [], "it was never in service here");
    assert_eq!(put(retired(1), 60).await, [(asset(1), at(60))]);
    let noted = Asset { notes: Some("sold".into()), ..retired(1) };
    assert_eq!(put(noted, 90).await, [(asset(1), at(60))], "it was retired before");
    assert_eq!(put(pump(1), 99).await, [], "it is back in service");
    assert_eq!(put(retired(1), 120).await, [(asset(1), at(120))]);
}
