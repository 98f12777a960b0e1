#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dateline_fuzz::parameters::check(input));
