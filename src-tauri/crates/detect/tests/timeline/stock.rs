//! What is ready where, as of each minute, and what units ask for.

use std::collections::BTreeMap;

use trackward_detect::StockCount;
use trackward_model::{EquipmentRequest, RequestId, Signed, Site, Span, Timestamp, TypeId, UnitId};

use super::read::What;

const MINUTE: i64 = 60_000_000;

pub struct Supply {
    pub ready: Vec<StockCount>,
    /// The minute that is told next; nothing is counted before the first word of a stock.
    next: Option<Timestamp>,
    requests: BTreeMap<u64, EquipmentRequest>,
}

impl Supply {
    pub fn new(site: &Site) -> Self {
        // What nobody speaks of has what it should have.
        let enough = site.par_levels.iter().map(|level| StockCount { ready: level.target });
        Self { ready: enough.collect(), next: None, requests: BTreeMap::new() }
    }

    pub fn put(&mut self, stock: usize, count: StockCount, at: Timestamp) {
        self.ready[stock] = count;
        let minute = at.0.div_euclid(MINUTE) + i64::from(at.0.rem_euclid(MINUTE) > 0);
        self.next.get_or_insert(Timestamp(minute * MINUTE));
    }

    pub fn next_minute(&mut self, through: Timestamp) -> Option<Timestamp> {
        let minute = self.next.filter(|minute| *minute <= through)?;
        self.next = Some(minute + Span::minutes(1));
        Some(minute)
    }

    /// A request as it is from now on; `None` where nothing can come of it.
    pub fn request(&mut self, at: Timestamp, what: &What) -> Option<&EquipmentRequest> {
        let signed = || Signed { at, by: "Kim".into(), note: String::new() };
        match *what {
            What::Request { id, urgency } => {
                let request = self.requests.entry(id).or_insert_with(|| EquipmentRequest {
                    id: RequestId(id),
                    type_id: TypeId::new("infusion_pump").unwrap(),
                    unit: UnitId::new("ICU").unwrap(),
                    count: 2,
                    urgency,
                    made_at: at,
                    taken_up: None,
                    closed: None,
                });
                request.urgency = urgency;
                Some(&*request)
            }
            What::TakeUp { id } => {
                let request = self.requests.get_mut(&id)?;
                request.taken_up.get_or_insert_with(signed);
                Some(request)
            }
            What::Close { id, end } => {
                let request = self.requests.get_mut(&id)?;
                request.closed.get_or_insert_with(|| (end, signed()));
                Some(request)
            }
            _ => None,
        }
    }
}
