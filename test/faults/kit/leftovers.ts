const vault = /(^|\/)\.mr-vault(\/|$)/
/** What a temporary file looks like, of ours or of a tool. */
const temporary = /(^|\/)(\.mr-|\.millrace|\.~)|\.(tmp|part|partial)$|\.tmp-|-tmp-/

/** Whether a name lies in a folder where originals are kept on purpose. */
export function isVault(key: string): boolean {
  return vault.test(key)
}

/** Whether a name is one that has to be gone when a run is over. */
export function isLeftover(key: string): boolean {
  return temporary.test(key) && !isVault(key)
}
