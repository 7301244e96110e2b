import type { Colour } from './colour.ts'

export interface Size {
  width: number
  height: number
}

/** A part of a picture, in its pixels from the top left corner. */
export interface Area extends Size {
  left: number
  top: number
}

/** Pixels to add on each side. */
export interface Margins {
  left: number
  top: number
  right: number
  bottom: number
  background: Colour
}

/** What a step wants done to the pixels, each on the picture as the ones before have left it. */
export type ImageOperation = ({ kind: 'crop' } & Area) | ({ kind: 'resize' } & Size) | ({ kind: 'pad' } & Margins)

/** What sharp does in one go, always in this order, whatever the order of the calls. */
export interface Pass {
  before?: Area
  resize?: Size
  after?: Area
  pad?: Margins
}

/**
 * Cuts operations into as few passes as their order allows: a pass ends where sharp would do the next operation earlier than asked.
 * An empty list is one empty pass.
 */
export function passesOf(operations: readonly ImageOperation[]): Pass[] {
  const passes: Pass[] = [{}]
  for (const operation of operations) {
    const pass = passes.at(-1) ?? {}
    const next = joined(pass, operation)
    if (next) passes[passes.length - 1] = next
    else passes.push(joined({}, operation) ?? {})
  }
  return passes
}

function joined(pass: Pass, operation: ImageOperation): Pass | undefined {
  if (pass.pad) return undefined
  if (operation.kind === 'pad') return { ...pass, pad: operation }
  if (operation.kind === 'resize') return pass.resize ? undefined : { ...pass, resize: operation }
  return pass.resize
    ? { ...pass, after: within(pass.after, operation) }
    : { ...pass, before: within(pass.before, operation) }
}

/** A part of a part. */
function within(outer: Area | undefined, { left, top, width, height }: Area): Area {
  return { left: left + (outer?.left ?? 0), top: top + (outer?.top ?? 0), width, height }
}
