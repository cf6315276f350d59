//! What a person does in the desk window: clicks, types, presses a button by its words.

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;

use crate::desk::PATIENCE;
use crate::{Desk, holds, until_async};

impl Desk {
    /// Clicks on an element, as soon as that can be clicked.
    ///
    /// # Panics
    /// When it cannot in time.
    pub async fn click(&self, css: &str) {
        until_async(&format!("{css} is clicked"), PATIENCE, async || {
            self.client().find(Locator::Css(css)).await.ok()?.click().await.ok()
        })
        .await;
    }

    /// Presses the first button that begins with these words, within elements of a class.
    ///
    /// # Panics
    /// When there is none in time that can be clicked.
    pub async fn press(&self, class: &str, words: &str) {
        let of_class = format!("contains(concat(' ', normalize-space(@class), ' '), ' {class} ')");
        let button = "self::button or self::a or @role='tab'";
        let path = format!(
            "//*[{of_class}]//*[({button}) and not(@disabled) and \
             starts-with(normalize-space(.), \"{words}\")]"
        );
        until_async(&format!("\"{words}\" of .{class} is pressed"), PATIENCE, async || {
            self.client().find(Locator::XPath(&path)).await.ok()?.click().await.ok()
        })
        .await;
    }

    /// Has a field hold a text instead of what it holds.
    ///
    /// # Panics
    /// When there is no such field in time, or it does not take the text.
    pub async fn fill(&self, css: &str, text: &str) {
        write(&self.find(css).await, text).await;
    }

    /// Types over all a field holds, which a field that falls back to a default once it is empty
    /// needs.
    ///
    /// # Panics
    /// When there is no such field in time, or it does not take the text.
    pub async fn type_over(&self, css: &str, text: &str) {
        self.click(css).await;
        let all = [char::from(Key::Control), 'a', char::from(Key::Null)];
        for keys in [all.iter().collect(), text.to_owned()] {
            self.find(css).await.send_keys(&keys).await.expect("a field takes keys");
        }
    }

    /// Fills in the field under a label that begins with these words.
    ///
    /// # Panics
    /// When there is none in time, or it does not take the text.
    pub async fn fill_under(&self, label: &str, text: &str) {
        let field = "*[self::input or self::textarea]";
        let path = format!("//label[starts-with(normalize-space(.), '{label}')]//{field}");
        let field = until_async(label, PATIENCE, async || {
            self.client().find(Locator::XPath(&path)).await.ok()
        })
        .await;
        write(&field, text).await;
    }

    /// Signs a form with a name and what is said, and sends it.
    ///
    /// # Panics
    /// When there is no such form in time.
    pub async fn sign(&self, form: &str, name: &str, note: &str) {
        self.fill(&format!("{form} .name-input"), name).await;
        self.fill(&format!("{form} .note-input"), note).await;
        self.click(&format!("{form} button[type=submit]")).await;
    }

    /// Types into the search, and opens the first that is found.
    ///
    /// # Panics
    /// When nothing is found in time.
    pub async fn search(&self, words: &str) {
        let field = self.find(".top input[type=search]").await;
        field.click().await.expect("the search can be clicked");
        field.send_keys(words).await.expect("it takes keys");
        let found = "!!document.querySelector('#hits [data-asset]')";
        self.until("something is found", found).await;
        field.send_keys(&char::from(Key::Enter).to_string()).await.expect("it takes keys");
    }

    /// Presses a key of the page's own.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn key(&self, key: &str) {
        self.find("body").await.send_keys(key).await.expect("a key can be pressed");
    }

    /// Pastes the clipboard into a field.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn paste(&self, css: &str) {
        self.click(css).await;
        let keys = [char::from(Key::Control), 'v', char::from(Key::Null)];
        let field = self.find(css).await;
        field.send_keys(&keys.iter().collect::<String>()).await.expect("a field takes keys");
    }

    /// Goes to a view of the maintenance page, from wherever.
    ///
    /// # Panics
    /// When it does not come in time.
    pub async fn go_to_upkeep(&self, tab: &str) {
        self.click(".rail a[href='#maintenance']").await;
        self.press("tabs", tab).await;
        self.until(&format!("{tab} is shown"), &holds(".tabs [aria-selected=true]", tab)).await;
    }

    /// Opens the drawer of the first order of an asset on the worklist.
    ///
    /// # Panics
    /// When it is not on the worklist in time.
    pub async fn open_order(&self, asset: &str) {
        self.go_to_upkeep("Worklist").await;
        self.click(&format!("tr[data-asset={asset}] .c-asset b")).await;
        self.find(&format!(".drawer[data-asset={asset}] .duty-list")).await;
    }
}

async fn write(field: &Element, text: &str) {
    field.clear().await.expect("a field can be emptied");
    if !text.is_empty() {
        field.send_keys(text).await.expect("a field takes keys");
    }
}
