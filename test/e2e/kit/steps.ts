import type { Page } from 'playwright-core'

export async function chooseRecipe(page: Page, recipe: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Recipe' }).getByText(recipe, { exact: true }).click()
}

/** From the folders the server shares to the sheet. */
export async function chooseShared(page: Page, recipe: string): Promise<void> {
  await chooseRecipe(page, recipe)
  await page.getByRole('button', { name: 'Choose on the server' }).click()
  await page.getByRole('row', { name: /^photos/ }).click()
  await page.getByRole('button', { name: 'Choose “photos”' }).click()
}

/** The results go to the folder for results, wherever the last ones went. */
export async function saveToResults(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Save to/ }).click()
  await page.getByRole('row', { name: /^results/ }).click()
  await page.getByRole('button', { name: 'Save in “results”' }).click()
}
