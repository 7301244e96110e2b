interface Wanted {
  /** One file if left out. */
  many?: 'files' | 'folder'
  /** Endings that are offered, as `.yaml,.json`; any if left out. */
  accept?: string
}

/** An element that nobody holds on to may be gone before the person has chosen, and with it what they chose. */
let asking: HTMLInputElement | undefined

/** Opens the browser's own dialog for a file, for several, or for a folder with all in it; nothing is told when the person thinks better of it. */
export function pickFiles({ many, accept = '' }: Wanted, picked: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.multiple = many !== undefined
  input.webkitdirectory = many === 'folder'
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) picked(files)
  })
  asking = input
  asking.click()
}
