import { type ComponentType, lazy } from 'react'

const ahead: (() => Promise<unknown>)[] = []

/** A screen that nobody sees first. It is fetched once: styles that could not be had are not asked for again, and without them it is no screen. */
function later<Props>(load: () => Promise<ComponentType<Props>>) {
  let coming: Promise<{ default: ComponentType<Props> }> | null = null
  const fetched = () => {
    coming ??= load().then((screen) => ({ default: screen }))
    return coming
  }
  ahead.push(fetched)
  return lazy(fetched)
}

/** One after the other, so that they are there when the line is not. What cannot be had is told about where somebody opens it. */
export async function fetchAhead(): Promise<void> {
  for (const fetched of ahead) await fetched().catch(() => {})
}

export const Charts = later(async () => (await import('../history/charts.tsx')).Charts)
export const RecipeScreen: ComponentType<{ name: string | null }> = later(
  async () => (await import('../recipe/recipe-screen.tsx')).RecipeScreen,
)
export const Settings = later(async () => (await import('../settings/settings.tsx')).Settings)
export const Tray = later(async () => (await import('../tray/tray.tsx')).Tray)
export const Vault = later(async () => (await import('../vault/vault.tsx')).Vault)
export const Verify = later(async () => (await import('../verify/verify.tsx')).Verify)
export const Watch = later(async () => (await import('../watch/watch.tsx')).Watch)
export const Welcome = later(async () => (await import('../welcome/welcome.tsx')).Welcome)
export const WorkingsScreen = later(async () => (await import('../workings/workings.tsx')).WorkingsScreen)
