const shieldMs = 300

/** Lies over everything for as long as a double click can take: its second press does nothing to what a dialog stood over that the first has closed. */
export function shield(): void {
  const element = document.createElement('div')
  element.className = 'shield'
  // To a dialog that opens meanwhile it is no press outside.
  element.dataset['reactAriaTopLayer'] = 'true'
  // The focus stays where the dialog gave it back.
  element.addEventListener('mousedown', (event) => event.preventDefault())
  document.body.append(element)
  setTimeout(() => element.remove(), shieldMs)
}
