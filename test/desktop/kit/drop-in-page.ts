import type { Page } from 'playwright-core'

export interface Dropped {
  /** Files of the disk. */
  paths?: string[]
  /** Files that lie nowhere, as a picture dragged from another page. */
  copies?: { name: string; bytes: Buffer }[]
}

const addInput = `document.body.append(
  Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'dropped' }))`

const letGo = `(copies) => {
  const input = document.querySelector('#dropped')
  const dataTransfer = new DataTransfer()
  for (const file of input.files) dataTransfer.items.add(file)
  for (const { name, base64 } of copies)
    dataTransfer.items.add(new File([Uint8Array.fromBase64(base64)], name, { type: 'image/jpeg' }))
  input.remove()
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
}`

/** Lets files go over the page, also such as no drag from outside could be made of. */
export async function dropInPage(page: Page, { paths = [], copies = [] }: Dropped): Promise<void> {
  await page.evaluate(addInput)
  await page.locator('#dropped').setInputFiles(paths)
  const made = copies.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))
  await page.evaluate(`(${letGo})(${JSON.stringify(made)})`)
}
