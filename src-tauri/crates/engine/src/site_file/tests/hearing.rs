use super::*;

#[test]
fn connections() {
    let address = "address = \"10.20.0.21:5084\"";
    let cases = [
        (
            "10.20.0.21",
            "the address \"10.20.0.21\" has no port: expected host:port, such as 10.20.0.21:5084",
        ),
        (
            "10.20.0.21:0",
            "the address \"10.20.0.21:0\" has no port from 1 to 65535: expected host:port, such \
             as 10.20.0.21:5084",
        ),
        (
            "10.20.0.21:70000",
            "the address \"10.20.0.21:70000\" has no port from 1 to 65535: expected host:port, \
             such as 10.20.0.21:5084",
        ),
        (
            ":5084",
            "the address \":5084\" names no host: expected host:port, such as 10.20.0.21:5084",
        ),
        (
            "http://10.20.0.21:5084",
            "the address \"http://10.20.0.21:5084\" is a URL: expected host:port, such as \
             10.20.0.21:5084",
        ),
        ("fd00::21", "the address \"fd00::21\" needs square brackets, such as [fd00::21]:5084"),
        (
            "[fd00::21]",
            "the address \"[fd00::21]\" has no port: expected host:port, such as 10.20.0.21:5084",
        ),
        (
            "root:impinj@10.20.0.21:5084",
            "the address holds credentials: write username, and name the variable that holds the \
             password with password_env",
        ),
    ];
    for (written, sentence) in cases {
        refuses(address, &format!("address = §\"{written}\""), sentence);
    }
    for taken in ["reader-1.local:5084", "[fd00::21]:5084"] {
        warns(address, &format!("address = \"{taken}\""), &[]);
    }
    for taken in ["hub:8081", "wss://hub/v2/ws", "http://[fd00::2]/"] {
        warns("\"https://hub.example:8443/v2\"", &format!("\"{taken}\""), &[]);
    }
    refuses(
        "\"https://hub.example:8443/v2\"",
        "§\"ftp://hub\"",
        "the address \"ftp://hub\" must begin with http, https, ws or wss",
    );
    refuses(
        "\"https://hub.example:8443/v2\"",
        "§\"https:///v2\"",
        "the address \"https:///v2\" names no host",
    );
    refuses("\"ca.pem\"", "§\"missing.pem\"", "the ca_file \"missing.pem\" is not there");
    refuses(
        "tls = true\nca_file = \"ca.pem\"",
        "ca_file = §\"ca.pem\"",
        "\"ca_file\" has no use without tls = true",
    );
    refuses(
        "\"BROKER_PASSWORD\"",
        "§\"hunter 2\"",
        "\"password_env\" must be the name of an environment variable, of letters, digits and _",
    );
    refuses(
        "kind = \"recorded\"",
        "kind = \"recorded\"\naddress = §\"10.0.0.1:1\"",
        "a reader of kind \"recorded\" has no connection: leave \"address\" out",
    );
}

#[test]
fn a_ca_file_is_kept_with_its_folder() {
    let site = with("kind = \"llrp\"", "kind = \"llrp\"\ntls = true\nca_file = \"ca.pem\"");
    let folder = folder(site.as_bytes());
    let file = read_in(folder.path()).unwrap();
    let own = &file.site.source_of(&file.site.readers[0]).unwrap().connection;
    assert_eq!(Path::new(own.ca_file.as_ref().unwrap()), folder.path().join("ca.pem"));
    assert!(own.tls);
}

#[test]
fn sources() {
    refuses(
        "kind = \"omlox\"\naddress = \"https://hub.example:8443/v2\"\n[[zone]]\nsource = \"hub\"\n\
         named = \"zone-1\"\nfloor = \"L2\"",
        "kind = §\"omlocks\"\naddress = \"https://hub.example:8443/v2\"",
        "unknown kind \"omlocks\" in [[source]]: expected one of mqtt, omlox, impinj_http, \
         hl7_mllp, drop_folder, mfrc522",
    );
    refuses(
        "kind = \"llrp\"",
        "kind = §\"mqtt\"",
        "kind \"mqtt\" cannot stand in [[reader]]: expected one of llrp, omlox, impinj_http, \
         mfrc522, recorded",
    );
    let topics = "topics = [{ topic = \"ziotc/+/data\", shape = \"zebra\" }]";
    let cases = [
        ("topics = §[]", "\"topics\" must be a list of { topic, shape }, found an empty list"),
        ("topics = [§\"a\"]", "expected { topic, shape }, found the text \"a\""),
        (
            "topics = [{ topic = §\"a/#/b\", shape = \"zebra\" }]",
            "\"a/#/b\" is no MQTT topic filter: + stands for one whole level, # for all at the end",
        ),
        (
            "topics = [{ topic = \"a\", shape = §\"cassia\" }]",
            "unknown shape \"cassia\": expected one of zebra, impinj, minew, espresense, \
             openmqttgateway",
        ),
        ("topics = [§{ topic = \"a\" }]", "\"topics\" needs the key \"shape\""),
    ];
    for (put, sentence) in cases {
        refuses(topics, put, sentence);
    }
    refuses(
        "kind = \"omlox\"",
        "kind = \"omlox\"\ntopics = §[]",
        "\"topics\" is only for a source of kind \"mqtt\"",
    );
    refuses(
        "source = \"hub\"",
        "source = §\"broker\"",
        "\"broker\" is of kind \"mqtt\": only an omlox hub has zones",
    );
    refuses(
        "source = \"hub\"",
        "source = §\"hubs\"",
        "\"source\" names the unknown source \"hubs\": did you mean \"hub\"?",
    );
    let zone = "[[zone]]\nsource = \"hub\"\nnamed = \"zone-1\"\nfloor = \"L2\"\n";
    refuses(
        zone,
        &format!("{zone}[[zone]]\nsource = \"hub\"\nnamed = §\"zone-1\"\nfloor = \"L2\"\n"),
        "zone \"zone-1\" of source \"hub\" is there twice, first on line 44",
    );
}

#[test]
fn readers() {
    refuses(
        "source = \"broker\"",
        "source = §\"brokr\"",
        "\"source\" names the unknown source \"brokr\": did you mean \"broker\"?",
    );
    refuses(
        "[[reader]]\nid = \"days\"\nkind = \"recorded\"",
        "§[[reader]]\nid = \"days\"",
        "[[reader]] needs \"kind\" and \"address\", or \"source\" and \"named\"",
    );
    refuses(
        "[[reader]]\nid = \"fx-ward-3\"\nsource = \"broker\"\nnamed = \"C4:7D:CC:FF:FF:FF\"",
        "§[[reader]]\nid = \"fx-ward-3\"\nsource = \"broker\"",
        "[[reader]] needs the key \"named\"",
    );
    refuses(
        "source = \"broker\"",
        "source = \"broker\"\nkind = §\"llrp\"",
        "a reader with \"source\" is heard through it: leave \"kind\" out",
    );
    refuses(
        "kind = \"recorded\"",
        "kind = \"recorded\"\nnamed = §\"x\"",
        "\"named\" is what a source calls a reader: it has no use without \"source\"",
    );
    let again = "[[reader]]\nid = \"other\"\nsource = \"broker\"\nnamed = §\"C4:7D:CC:FF:FF:FF\"\n";
    refuses(
        "[policy]",
        &format!("{again}[policy]"),
        "\"C4:7D:CC:FF:FF:FF\" of source \"broker\" is there twice, first on line 49",
    );
    refuses(
        "id = \"icu-north\"\nkind = \"llrp\"\naddress = \"10.20.0.21:5084\"\ninterval_s = 2\n\
         [[antenna]]\nreader = \"icu-north\"",
        "id = §\"hub\"\nkind = \"llrp\"\naddress = \"10.20.0.21:5084\"\n\
         [[antenna]]\nreader = \"hub\"",
        "\"hub\" is the id of a source already, and this reader is a source of its own",
    );
    refuses(
        "interval_s = 2",
        "interval_s = §0",
        "\"interval_s\" must be more than 0 and at most 86400, found 0",
    );
    refuses(
        "interval_s = 2",
        "interval_s = §\"1s\"",
        "\"interval_s\" must be a number, found the text \"1s\"",
    );
}

#[test]
fn antennas() {
    refuses(
        "reader = \"icu-north\"",
        "reader = §\"icu-nort\"",
        "\"reader\" names the unknown reader \"icu-nort\": did you mean \"icu-north\"?",
    );
    refuses(
        "place = \"icu-201\"",
        "place = §\"or-7\"",
        "\"place\" names the unknown place \"or-7\"",
    );
    refuses(
        "at = [2.0, 2.5]",
        "at = §2.0",
        "\"at\" must be two numbers [x, y], found the number 2.0",
    );
    refuses(
        "port = 1",
        "port = §0",
        "\"port\" must be a whole number from 1 to 65535, found the number 0",
    );
    refuses(
        "[[antenna]]\nreader = \"icu-north\"\nport = 1",
        "§[[antenna]]\nreader = \"icu-north\"",
        "[[antenna]] needs the key \"port\"",
    );
    refuses(
        "at = [2.0, 2.5]",
        "[[antenna]]\nreader = \"icu-north\"\nport = §1\nplace = \"icu-201\"",
        "port 1 of reader \"icu-north\" is aimed twice, first on line 26",
    );
    let site = with("at = [2.0, 2.5]", "[[antenna]]\nreader = \"fx-ward-3\"\nplace = \"icu-201\"");
    let file = read_in(folder(site.as_bytes()).path()).unwrap();
    assert_eq!((file.site.antennas[1].port, file.site.antennas[1].at), (0, None));
}
