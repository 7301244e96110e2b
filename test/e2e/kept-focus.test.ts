import { test } from 'node:test'
import { servePictures } from '../../scripts/pictures/serve-pictures.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'

test('a screen that has to be fetched first has the focus, once it is there, that the button to it had', async () => {
  await using stack = new AsyncDisposableStack()
  const browser = stack.adopt(await launchBrowser(), (opened) => opened.close())
  const pictures = stack.use(await servePictures())
  const { page } = stack.use(await openScreens(browser, `${pictures.address}#/recipes`))
  await page.getByRole('button', { name: 'New recipe' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add a step' }).waitFor()
  await page.locator('main:focus').waitFor()
})
