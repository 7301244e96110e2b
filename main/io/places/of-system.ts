interface Kept {
  /** Where a disk begins. */
  top: RegExp
  names: RegExp
}

const keptBy: Partial<Record<NodeJS.Platform, Kept>> = {
  win32: {
    top: /^[a-z]:\\$/i,
    names: /^(?:\$recycle\.bin|system volume information|(?:pagefile|hiberfil|swapfile)\.sys)$/i,
  },
  darwin: {
    top: /^\/Volumes\/[^/]+$/,
    names: /^\.(?:Trashes|Spotlight-V100|fseventsd|DocumentRevisions-V100|TemporaryItems)$/,
  },
}

/**
 * What the system keeps for itself where a disk begins: what was thrown away, and what it notes of the disk, which nobody may read. Whoever names a
 * whole disk does not mean that.
 */
export function isOfSystem(folder: string, name: string, platform = process.platform): boolean {
  const kept = keptBy[platform]
  return kept !== undefined && kept.names.test(name) && kept.top.test(folder)
}
