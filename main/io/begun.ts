/** Which call a thread has begun last, told over a shared word: without a message, since a thread that hangs sends none. */
export type BegunWord = Int32Array<SharedArrayBuffer>

/** No more call begins. */
const shut = -1

export function begunWord(): BegunWord {
  return new Int32Array(new SharedArrayBuffer(4))
}

/** By the thread, before each call: false where the call is somebody else's by now. */
export function begin(word: BegunWord, id: number): boolean {
  const last = Atomics.load(word, 0)
  return last !== shut && Atomics.compareExchange(word, 0, last, id) === last
}

/** By whoever asks: nothing begins from here on. Answers with the last call that had, 0 where none had; null where that was asked before. */
export function shutBegun(word: BegunWord): number | null {
  const last = Atomics.exchange(word, 0, shut)
  return last === shut ? null : last
}
