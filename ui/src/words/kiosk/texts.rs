//! Every text of the kiosk in both languages, side by side: one cannot be without the other. `{0}`
//! and `{1}` are filled in.

macro_rules! texts {
    ($(#[$doc:meta])* $group:ident { $($name:ident: $english:literal, $spanish:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $group {
            $(#[doc = $english] pub $name: &'static str,)+
        }

        impl $group {
            /// In English.
            pub const ENGLISH: Self = Self { $($name: $english,)+ };
            /// In Spanish.
            pub const SPANISH: Self = Self { $($name: $spanish,)+ };

            #[cfg(test)]
            pub(super) const PAIRS: &'static [(&'static str, &'static str)] =
                &[$(($english, $spanish),)+];
        }
    };
}

texts! {
    /// What every screen needs.
    Shared {
        back: "Back", "Volver";
        start: "Start", "Inicio";
        cancel: "Cancel", "Cancelar";
        show: "Show", "Ver";
        show_all: "Show all {0}", "Ver los {0}";
        language: "Language", "Idioma";
        loading: "Loading", "Cargando";
        ready: "Ready", "Listos";
        available: "Available", "Disponible";
        in_use: "In use", "En uso";
        soiled: "Soiled", "Sucio";
        down: "Down", "Fuera de uso";
        unknown: "Unknown", "Sin datos";
        live: "live", "en vivo";
        ago: "{0} ago", "hace {0}";
        just_now: "just now", "ahora";
        yesterday: "yesterday {0}", "ayer {0}";
        tomorrow: "tomorrow {0}", "mañana {0}";
        since: "since {0}", "desde {0}";
        seen: "seen {0}", "visto {0}";
        never_seen: "never seen", "nunca visto";
        nowhere: "place not known", "lugar desconocido";
        still_there: "Still there?", "¿Sigue ahí?";
        back_in: "Back to the start in {0} s.", "Vuelve al inicio en {0} s.";
        go_on: "Yes, go on", "Sí, continuar";
        do_not_use: "Do not use", "No usar";
        sending: "One moment", "Un momento";
    }
}

texts! {
    /// The first screen and the strip at the foot of all.
    Start {
        readers_all: "{0} readers", "{0} lectores";
        reader_one: "1 reader", "1 lector";
        readers_down: "{0} of {1} readers down", "{0} de {1} lectores sin señal";
        no_readers: "No readers in this unit", "No hay lectores en esta unidad";
        as_of: "as of {0}", "datos de las {0}";
        find: "Find the nearest", "Buscar el más cercano";
        find_which: "ready to use: {0}", "listos para usar: {0}";
        find_any: "what is ready, and the way there", "qué está listo y cómo llegar";
        or: "{0} or {1}", "{0} o {1}";
        fault: "Report a fault", "Reportar una falla";
        fault_which: "it is taken out of use and biomed is told", "se retira de uso y se avisa a biomédica";
        request: "Request", "Pedir equipo";
        request_which: "equipment for this unit", "equipo para esta unidad";
        request_open: "open: {0}", "abierto: {0}";
        supply: "Supply", "Suministro";
        supply_which: "short: {0}, requests: {1}", "con faltante: {0}, pedidos: {1}";
        stock: "In this unit now", "Ahora en esta unidad";
        no_stock: "No equipment is known in this unit.", "No se conoce equipo en esta unidad.";
        of: "of {0}", "de {0}";
        short: "short", "falta";
        low: "low", "poco";
        over: "too many", "de más";
        pips: "{0} ready, target {1}, critical {2}", "{0} listos, meta {1}, mínimo {2}";
        ours_out: "Taken out: {0}", "Retirados: {0}";
        ours_held: "Held: {0}", "Apartados: {0}";
        ours_requests: "Requests: {0}", "Pedidos: {0}";
        ours_faults: "Faults: {0}", "Fallas: {0}";
        several: "Do not use: {0} devices", "No usar: {0} equipos";
        tap_hint: "To take or return a device: hold your badge, then the device, to the reader.", "Para tomar o devolver un equipo: acerque su credencial y luego el equipo al lector.";
        tap_badge: "Badge read. Now hold the device to the reader.", "Credencial leída. Ahora acerque el equipo al lector.";
        tap_taken: "{0} {1} is taken out for this unit.", "{0} {1}: retirado para esta unidad.";
        tap_chosen: "{0} {1} is chosen.", "{0} {1}: elegido.";
        tap_returned: "{0} {1} is back. Thank you.", "{0} {1}: devuelto. Gracias.";
    }
}

texts! {
    /// Find the nearest.
    Find {
        choose: "Which equipment?", "¿Qué equipo?";
        choose_none: "No equipment is known here yet. Call biomed.", "Aún no se conoce equipo aquí. Llame a biomédica.";
        title: "Nearest ready: {0}", "Más cercano: {0}";
        ready_count: "{0} ready", "{0} listos";
        ready_one: "1 ready", "1 listo";
        away: "{0} m, about {1} min", "{0} m, aprox. {1} min";
        away_straight: "{0} m straight, about {1} min", "{0} m en línea recta, aprox. {1} min";
        this_unit: "this unit", "esta unidad";
        there_for: "there for {0}", "lleva ahí {0}";
        take: "I take this one", "Tomo este";
        held_until: "Held for you until {0}", "Apartado para usted hasta las {0}";
        release: "Release", "Liberar";
        none: "None is ready now.", "Ninguno está listo ahora.";
        soonest: "These come next:", "Los próximos:";
        none_at_all: "There is none to wait for either. Request one.", "Tampoco hay uno por esperar. Pida uno.";
        request: "Request {0}", "Pedir {0}";
        requested: "Asked for {0}: {1}", "Pedido {0}: {1}";
        cleaning: "being cleaned for {0}", "en limpieza desde hace {0}";
        held: "held for another", "apartado para otro";
        held_other: "held until {0}", "apartado hasta las {0}";
        with_patient: "with a patient for {0}", "con un paciente desde hace {0}";
        no_spot: "This kiosk does not know where it stands, so there are no distances. Tell biomed.", "Este kiosco no sabe dónde está: sin distancias. Avise a biomédica.";
        you: "You are here", "Usted está aquí";
        floor_of_you: "{0} (you)", "{0} (usted)";
        to_floor: "Take the lift to {0}", "Tome el elevador a {0}";
        map: "The way to {0}", "El camino a {0}";
        no_map: "There is no plan of this floor.", "No hay plano de este piso.";
        hold_note: "Held for 15 minutes, then released by itself.", "Se aparta 15 minutos y luego se libera solo.";
        failed: "The nearest cannot be found right now. These stood in this unit then:", "No se puede buscar ahora. Estos estaban entonces en la unidad:";
        failed_none: "The nearest cannot be found right now, and none was known in this unit. Call biomed.", "No se puede buscar ahora, y no se conocía ninguno en la unidad. Llame a biomédica.";
    }
}

texts! {
    /// Report a fault.
    Fault {
        choose: "Which device?", "¿Qué equipo?";
        choose_how: "Tap it, scan it or type its number. The nearest come first.", "Tóquelo, escanéelo o escriba su número. Primero los más cercanos.";
        silent: "Faults cannot be reported right now. Set the device aside and call biomed.", "Ahora no se puede reportar. Ponga el equipo aparte y llame a biomédica.";
        any: "All", "Todos";
        number: "Number", "Número";
        erase: "Erase", "Borrar";
        space: "Space", "Espacio";
        hide: "Hide the keys", "Ocultar teclado";
        found_none: "No device has this in its number. Check it, or call biomed.", "Ningún equipo tiene ese número. Revíselo o llame a biomédica.";
        found_more: "{0} in all. Type more of the number.", "{0} en total. Escriba más del número.";
        what: "What is wrong?", "¿Qué le pasa?";
        no_power: "Does not start", "No enciende";
        battery: "Battery does not last", "La batería no dura";
        alarm: "Alarms without a cause", "Alarma sin motivo";
        screen_or_keys: "Screen or keys", "Pantalla o teclas";
        damaged: "Broken, leaking, dropped", "Roto, gotea o se cayó";
        other: "Something else", "Otra cosa";
        note: "Add a note", "Agregar nota";
        note_is: "Note", "Nota";
        send: "Report the fault", "Reportar la falla";
        done: "Reported. Biomed is told.", "Reportado. Biomédica está avisada.";
        done_do: "Do not use {0}. Set it aside.", "No use {0}. Póngalo aparte.";
        reported: "reported {0}", "reportado {0}";
        waits: "Biomed knows", "Biomédica lo sabe";
        in_repair: "In repair", "En reparación";
        down_already: "reported already", "ya reportado";
    }
}

texts! {
    /// Ask for equipment.
    Ask {
        choose: "What do you need?", "¿Qué necesita?";
        count: "How many?", "¿Cuántos?";
        fewer: "One fewer", "Uno menos";
        more: "One more", "Uno más";
        when: "How soon?", "¿Para cuándo?";
        routine: "Next round", "Próxima ronda";
        soon: "Within the hour", "Dentro de una hora";
        now: "Someone waits", "Alguien espera";
        send: "Send the request", "Enviar el pedido";
        open: "waiting", "en espera";
        on_its_way: "on the way", "en camino";
        brought: "brought", "entregado";
        cancelled: "cancelled", "cancelado";
        made: "asked {0}", "pedido {0}";
        sent: "Your request", "Su pedido";
        take_back: "Cancel this request", "Cancelar este pedido";
        arrived: "It is here", "Ya llegó";
    }
}

texts! {
    /// Lists: what the unit has, what must not be used, whom it supplies.
    Lists {
        ours: "This unit's equipment", "Equipo de esta unidad";
        out: "Taken out", "Retirados";
        out_none: "Nothing is taken out.", "No hay nada retirado.";
        held: "Held for this unit", "Apartado para esta unidad";
        requests: "Requests", "Pedidos";
        faults: "Faults that biomed handles", "Fallas que atiende biomédica";
        nothing: "Nothing here.", "No hay nada aquí.";
        recalled: "Its maker recalls it", "Lo retira el fabricante";
        found_overdue: "Found again with maintenance overdue", "Reapareció con mantenimiento vencido";
        quarantined: "Biomed has locked it", "Biomédica lo bloqueó";
        set_aside: "Set it aside and call biomed.", "Póngalo aparte y llame a biomédica.";
        short: "Who is short", "A quién le falta";
        short_none: "Nobody is short.", "A nadie le falta.";
        over: "Who has too many", "Quién tiene de más";
        asked: "Requests to take up", "Pedidos por atender";
        asked_none: "Nobody waits for anything.", "Nadie espera nada.";
        take_up: "I bring it", "Yo lo llevo";
        brought: "Brought", "Entregado";
        picks: "What to take where", "Qué llevar y a dónde";
        picks_none: "There is nothing to bring.", "No hay nada que llevar.";
        pick_for: "for {0}", "para {0}";
        pick_fewer: "{0} more are needed; none is ready", "faltan {0}; no hay listos";
        print: "Print the equipment", "Imprimir el equipo";
        print_picks: "Print this list", "Imprimir esta lista";
        ready_of: "{0} of {1}", "{0} de {1}";
        type_head: "Type", "Tipo";
        device: "Device", "Equipo";
        place: "Place", "Lugar";
        state: "State", "Estado";
        age: "Seen", "Visto";
        printed: "Equipment of {0}, as of {1}", "Equipo de {0}, datos de {1}";
        printed_more: "{0} more have no room on this page.", "{0} más no caben en esta página.";
    }
}

texts! {
    /// What is wrong, and what to do.
    Trouble {
        core: "Nothing new since {0}", "Sin datos nuevos desde las {0}";
        core_do: "What you see is from then. Go and look before you rely on it; tell IT if this stays.", "Lo que ve es de entonces. Vaya a mirar antes de confiar; avise a sistemas si sigue así.";
        storage: "Nothing is being saved since {0}", "No se guarda nada desde las {0}";
        storage_do: "Places are still shown. Write down what you take, and tell IT.", "Los lugares aún se muestran. Anote lo que toma y avise a sistemas.";
        readers: "{0} of {1} readers of this unit down since {2}", "{0} de {1} lectores de esta unidad sin señal desde las {2}";
        readers_do: "Places here may be old: look at the age. Biomed is told.", "Los lugares pueden ser viejos: mire la hora. Biomédica está avisada.";
        waiting: "Waiting for Trackward", "Esperando a Trackward";
        waiting_why: "Trackward says: {0}", "Trackward dice: {0}";
        waiting_reference: "Reference for IT: {0}", "Referencia para sistemas: {0}";
        waiting_do: "It tries again by itself, every second. If this stays, tell IT.", "Se intenta de nuevo cada segundo. Si sigue así, avise a sistemas.";
        nobody: "There is no unit called {0}", "No existe la unidad {0}";
        nobody_do: "Tell biomed or IT to start this kiosk for one of these:", "Pida a biomédica o sistemas que inicien este kiosco para una de estas:";
        nobody_how: "They start it with: trackward --kiosk --unit NAME", "Se inicia con: trackward --kiosk --unit NOMBRE";
        no_units: "No hospital is loaded yet. Tell IT.", "Aún no hay hospital cargado. Avise a sistemas.";
        act: "It did not work. Try again; if it stays so, call biomed.", "No funcionó. Intente de nuevo; si sigue así, llame a biomédica.";
        not_now: "Not possible right now. Try again in a minute, or call biomed.", "Ahora no es posible. Intente en un minuto o llame a biomédica.";
        print: "There is no printer here. Tell IT.", "Aquí no hay impresora. Avise a sistemas.";
    }
}

texts! {
    /// Why something cannot be done, and what to do instead.
    No {
        unit: "This kiosk's unit does not exist. Tell IT.", "La unidad de este kiosco no existe. Avise a sistemas.";
        card: "This card is not known. Try again, or tell biomed the number on it.", "Tarjeta desconocida. Intente de nuevo o dé su número a biomédica.";
        badge_first: "Hold your badge to the reader first, then {0}.", "Primero acerque su credencial y luego {0}.";
        same_card: "This card was read just now. Hold the next one.", "Esta tarjeta ya se leyó. Acerque la siguiente.";
        held: "{0} is held for {1} until {2}. Take another, or call {1}.", "{0} está apartado para {1} hasta las {2}. Tome otro o llame a {1}.";
        with_other: "{1} has {0}. Take another, or call {1}.", "{1} tiene {0}. Tome otro o llame a {1}.";
        down: "{0} is reported already, {1}. Biomed knows; set it aside.", "{0} ya está reportado, {1}. Biomédica lo sabe; póngalo aparte.";
        in_repair: "{0} is in repair, reported {1}. Take another.", "{0} está en reparación, reportado {1}. Tome otro.";
        do_not_use: "Do not use {0}. Set it aside and call biomed.", "No use {0}. Póngalo aparte y llame a biomédica.";
        not_ready: "{0} is not ready any more. Take the next one.", "{0} ya no está listo. Tome el siguiente.";
        requested: "This was asked for already, {0}. See Request.", "Ya se pidió, {0}. Vea Pedir equipo.";
        count: "Ask for 1 to {0}.", "Pida de 1 a {0}.";
        closed: "This request is closed already. Ask again if you still need it.", "Este pedido ya está cerrado. Pida de nuevo si aún lo necesita.";
        others_request: "This request is {0}'s, and this unit does not supply it. Call {0}.", "Este pedido es de {0}, y esta unidad no lo surte. Llame a {0}.";
    }
}
