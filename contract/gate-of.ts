/** The three parts of the way of a file, as the screens draw it. */
export const gates = ['read', 'transform', 'write'] as const
export type GateName = (typeof gates)[number]

/** The part a stage of the engine belongs to: reading and writing are named, everything between is the recipe's work. */
export function gateOf(stage: string): GateName {
  if (stage === 'write') return 'write'
  return stage === 'read' || stage === '' ? 'read' : 'transform'
}
