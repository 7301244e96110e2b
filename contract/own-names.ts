/** The vault's name in a folder that was granted. */
export const vaultName = '.mr-vault'

/** Every name Millrace makes for itself starts so; not every name that starts so is one of them. */
export const ownPrefix = '.mr-'

/** Attempts and probes begin with their batch's token, moves and documents under way with what they are. */
const made = /^\.mr-(?:vault$|code$|[0-9a-f]{10}-|move-[0-9a-f]{24}$|whole-[0-9a-f]{16}$)/

/** Whether Millrace made this name for itself: walks, watches and gathers pass over those, and over no others. */
export function isOwnName(name: string): boolean {
  return made.test(name)
}
