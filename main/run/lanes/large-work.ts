import type { Operations } from '../../io/operations.ts'

/** Reading so many bytes keeps a thread busy for some tenth of a second, and on a slow disk for seconds. */
const largeBytes = 32 * 2 ** 20

type Input<N extends keyof Operations> = Parameters<Operations[N]>[0]
type Sizes = { [N in keyof Operations]?: (input: Input<N>) => number[] }

/** Of what reads files whole: how large they are, as far as it was told. */
const sizes: Sizes = {
  copy: (requests) => requests.map(({ planned }) => planned.sizeBytes),
  seal: (requests) => requests.map(({ sizeBytes }) => sizeBytes),
  // Moved to another disk they are copied; on their own it is one call of the system anyway.
  shift: ({ requests }) => requests.map(({ identity }) => identity.sizeBytes),
  removeMoved: (files) => files.map(({ identity }) => identity.sizeBytes),
  hash: () => [Number.POSITIVE_INFINITY],
}

/** Whether it may keep an io thread busy for so long that nobody else is to wait behind it. */
export function isLarge<N extends keyof Operations>(operation: N, input: Input<N>): boolean {
  return sizes[operation]?.(input).some((sizeBytes) => sizeBytes >= largeBytes) ?? false
}
