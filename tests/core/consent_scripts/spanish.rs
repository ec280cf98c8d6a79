//! How hard Spanish is to read: the scale of Szigriszt with the bands of INFLESZ, and the one of Fernández Huerta.

use super::english::{sentences_of, words_of};

/// Vowels that carry a syllable of their own when they meet; a weak one joins its neighbour.
const STRONG: &str = "aeoáéóíú";
const WEAK: &str = "iuü";

/// A run of vowels is one syllable, or as many as it has strong ones. A final y after a vowel, and the word `y`, are vowels.
pub fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let word = word.strip_suffix('y').map_or(word.clone(), |start| format!("{start}i"));
    let runs = word.split(|c| !STRONG.contains(c) && !WEAK.contains(c)).filter(|run| !run.is_empty());
    runs.map(|run| run.chars().filter(|c| STRONG.contains(*c)).count().max(1)).sum::<usize>().max(1)
}

/// Words, syllables a word, words a sentence.
fn rates(text: &str) -> (f64, f64) {
    let words = words_of(text);
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = words.len() as f64;
    (syllables as f64 / count, count / sentences_of(text).len().max(1) as f64)
}

/// Szigriszt Pazos (1993). In the bands of INFLESZ (Barrio Cantalejo and others, 2008) fairly easy begins at 65.
pub fn inflesz(text: &str) -> f64 {
    let (syllables, words) = rates(text);
    206.835 - 62.3 * syllables - words
}

/// Fernández Huerta (1959), with words a sentence as its second term. Fairly easy begins at 70.
pub fn fernandez_huerta(text: &str) -> f64 {
    let (syllables, words) = rates(text);
    206.84 - 60.0 * syllables - 1.02 * words
}

#[test]
fn syllables_are_counted_as_they_are_divided() {
    let table: [(usize, &str); 5] = [
        (1, "y hoy muy quien juez voz bien seis"),
        (2, "oír cuando siempre guerra oye después aunque"),
        (3, "permiso tenía ahora línea pregunte cuidado"),
        (4, "abogado grabadora compañía expediente averigüe obligación"),
        (5, "directamente interpretación"),
    ];
    for (count, words) in table {
        for word in words.split(' ') {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}

#[test]
fn both_scales_tell_plain_words_from_heavy_ones() {
    let plain = "Hoy le llamo otra vez. Tenga sus papeles a la mano, por favor.";
    assert!(inflesz(plain) > 80.0 && fernandez_huerta(plain) > 80.0);
    let heavy = "La persona infrascrita manifiesta conocer la eventual utilización probatoria de comunicaciones preservadas \
                 electrónicamente.";
    assert!(inflesz(heavy) < 40.0 && fernandez_huerta(heavy) < 40.0);
}
