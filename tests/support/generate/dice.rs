//! Dice (骰子): numbers by chance that come again from the same seed.

/// A splitmix64: the same seed gives the same throws on every machine.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that throw what this seed has them throw.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to one below `bound`; 0 when `bound` is.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.any() % bound).unwrap_or(0)
    }

    /// A sum from 0 to `most`.
    pub fn up_to(&mut self, most: i128) -> i128 {
        i128::from(self.any()) % (most.max(0) + 1)
    }

    /// Yes, so many times in a hundred.
    pub fn often(&mut self, in_a_hundred: usize) -> bool {
        self.below(100) < in_a_hundred
    }

    /// One of several.
    pub fn of<T: Copy, const N: usize>(&mut self, several: [T; N]) -> T {
        const { assert!(N > 0) };
        several[self.below(N)]
    }
}
