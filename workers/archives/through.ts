import { type Duplex, pipeline, Readable } from 'node:stream'

/** Chunks as a stream of Node makes them anew; what goes wrong on either side is thrown here. */
export async function* through(chunks: AsyncIterable<Uint8Array>, change: Duplex): AsyncGenerator<Buffer> {
  // The error of either side reaches whoever iterates.
  pipeline(Readable.from(chunks, { objectMode: true }), change, () => {})
  yield* change as AsyncIterable<Buffer>
}
