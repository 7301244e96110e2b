/** Of what is no program and nobody keeps to themselves. Rights are nine bits: who may read, write and run a file. */
export const plainRights = 0o644

const programRights = 0o755
const ownersOwn = 0o600
const all = 0o777

/**
 * The rights an archive is to have of a file: those of a plain file or a program, less what the file itself does not grant to its group and others. So
 * equal files make equal archives whatever the umask is, and a private one is private wherever it comes out again.
 */
export function packedRights(mode: bigint): number {
  const usual = (mode & 0o100n) === 0n ? plainRights : programRights
  return usual & (Number(mode & BigInt(all)) | ownersOwn)
}

/** Of a mode as an archive has it. Some programs write none, which is no file that nobody may read: undefined. */
export function toldRights(mode: number): number | undefined {
  return (mode & all) === 0 ? undefined : mode & all
}
