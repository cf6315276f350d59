//! The card reader's bus and pin on Linux.

use linux_embedded_hal::gpio_cdev::{Chip, LineRequestFlags};
use linux_embedded_hal::spidev::{SpiModeFlags, SpidevOptions};
use linux_embedded_hal::{CdevPin, Spidev};

/// Slow enough for jumper wires; the chip would take ten times as much.
const CLOCK_HZ: u32 = 1_000_000;

/// Opens a bus such as `/dev/spidev0.0`, and the line that selects the chip, such as
/// `/dev/gpiochip0:25`. The line must not be the bus's own: the driver holds it over several
/// transfers.
///
/// # Errors
/// A sentence: one of both is not there, or may not be used.
pub fn open(device: &str, chip_select: &str) -> Result<(Spidev, CdevPin), String> {
    let mut bus = Spidev::open(device)
        .map_err(|error| format!("the bus {device} cannot be opened: {error}"))?;
    let options = SpidevOptions::new()
        .bits_per_word(8)
        .max_speed_hz(CLOCK_HZ)
        .mode(SpiModeFlags::SPI_MODE_0)
        .build();
    bus.configure(&options)
        .map_err(|error| format!("the bus {device} cannot be set up: {error}"))?;
    let (chip, line) = chip_select
        .rsplit_once(':')
        .and_then(|(chip, line)| Some((chip, line.parse::<u32>().ok()?)))
        .ok_or_else(|| {
            format!("\"{chip_select}\" is no line: expected one such as /dev/gpiochip0:25")
        })?;
    let refused = |error: &dyn std::fmt::Display| {
        format!("the line {chip_select} that selects the card reader cannot be used: {error}")
    };
    let line = Chip::new(chip)
        .and_then(|mut chip| chip.get_line(line))
        .and_then(|line| line.request(LineRequestFlags::OUTPUT, 1, "trackward"))
        .map_err(|error| refused(&error))?;
    let select = CdevPin::new(line).map_err(|error| refused(&error))?;
    Ok((bus, select))
}
