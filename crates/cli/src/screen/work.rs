//! Many households, a few at a time (分批): on one core, or on several with the results in the order of the input.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many households are handed over at once.
const PARCEL: usize = 64;

/// How many parcels each worker may have waiting.
const WAITING: usize = 2;

/// Works through everything that comes in and hands each parcel's result over, in order.
///
/// # Errors
/// The first that coming in or handing over meets; what came before is handed over all the same.
pub(super) fn through<T: Send, D: Send, E>(
    mut source: impl Iterator<Item = Result<T, E>>,
    jobs: usize,
    work: impl Fn(Vec<T>) -> D + Sync,
    mut done: impl FnMut(D) -> Result<(), E>,
) -> Result<(), E> {
    if jobs < 2 {
        return loop {
            let (parcel, ended) = parcel(&mut source);
            let is_last = parcel.len() < PARCEL;
            if !parcel.is_empty() {
                done(work(parcel))?;
            }
            ended?;
            if is_last {
                break Ok(());
            }
        };
    }
    thread::scope(|scope| {
        let work = &work;
        let workers: Vec<(SyncSender<Vec<T>>, Receiver<D>)> = (0..jobs)
            .map(|_| {
                let (give, given) = sync_channel::<Vec<T>>(WAITING);
                let (put, found) = sync_channel(WAITING);
                scope.spawn(move || given.into_iter().try_for_each(|parcel| put.send(work(parcel))));
                (give, found)
            })
            .collect();
        // Parcels are dealt in turn, so results come back in turn.
        let mut out: VecDeque<&Receiver<D>> = VecDeque::new();
        let mut turn = workers.iter().cycle();
        let mut receive = |from: &Receiver<D>| from.recv().map_or(Ok(()), &mut done);
        let mut ended = Ok(());
        loop {
            let (parcel, end) = parcel(&mut source);
            let is_last = parcel.len() < PARCEL || end.is_err();
            ended = ended.and(end);
            if let Some((give, found)) = turn.next()
                && !parcel.is_empty()
                && give.send(parcel).is_ok()
            {
                out.push_back(found);
            }
            if is_last {
                break;
            }
            if out.len() >= jobs * WAITING
                && let Some(from) = out.pop_front()
            {
                receive(from)?;
            }
        }
        for from in out {
            receive(from)?;
        }
        ended
    })
}

fn parcel<T, E>(source: &mut impl Iterator<Item = Result<T, E>>) -> (Vec<T>, Result<(), E>) {
    let mut parcel = Vec::with_capacity(PARCEL);
    for one in source.take(PARCEL) {
        match one {
            Ok(one) => parcel.push(one),
            Err(error) => return (parcel, Err(error)),
        }
    }
    (parcel, Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(jobs: usize, of: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let source = (0..of).map(Ok::<usize, ()>);
        let work = |parcel: Vec<usize>| parcel.into_iter().map(|n| n * n).collect::<Vec<_>>();
        through(source, jobs, work, |mut part| {
            found.append(&mut part);
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn the_order_of_the_input_is_kept_however_many_work() {
        for of in [0, 1, 63, 64, 65, 1000] {
            let expected: Vec<usize> = (0..of).map(|n| n * n).collect();
            for jobs in [1, 2, 3] {
                assert_eq!(squares(jobs, of), expected, "{of} by {jobs}");
            }
        }
    }

    #[test]
    fn what_came_before_an_end_is_handed_over() {
        for jobs in [1, 2] {
            let mut found = 0;
            let source = (0..100).map(|n| if n < 70 { Ok(n) } else { Err("end") });
            let ended = through(
                source,
                jobs,
                |parcel| parcel.len(),
                |part| {
                    found += part;
                    Ok(())
                },
            );
            assert_eq!((ended, found), (Err("end"), 70));
        }
    }

    #[test]
    fn only_so_many_wait() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let (began, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let source = (0..100_000).map(|n| {
            let waiting = began.fetch_add(1, Ordering::SeqCst) - ended.load(Ordering::SeqCst);
            // Of two workers: what waits, what is worked on, and the parcel that is filled.
            assert!(waiting <= PARCEL * (2 * WAITING + 2), "{waiting}");
            Ok::<usize, ()>(n)
        });
        let done = |part: usize| {
            ended.fetch_add(part, Ordering::SeqCst);
            Ok(())
        };
        through(source, 2, |parcel| parcel.len(), done).unwrap();
    }
}
