//! The LLRP codec against frames that other people's software and readers wrote.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod edgex;
mod hostile;
mod ltk_xml;
mod property;
mod samples;
