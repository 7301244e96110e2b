import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { picture } from '../e2e/kit/photos.ts'
import { chooseRecipe } from '../e2e/kit/steps.ts'
import { person, startApp } from './kit/desktop-app.ts'
import { dragFiles } from './kit/drag-files.ts'

test('files dragged in from the disk are looked over, run, and their results lie in the folder for them', async () => {
  await using ada = await person()
  const photo = join(ada.photos, 'a photo.jpg')
  await writeFile(photo, await picture(1, 'jpeg'))
  await using started = await startApp({ person: ada })
  const { page, complaints } = started
  await chooseRecipe(page, 'Photos to JPEG')
  await dragFiles(page, [photo])
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  assert.deepEqual(await readdir(ada.results), ['a photo.jpg'])
  assert.deepEqual(complaints, [])
})
