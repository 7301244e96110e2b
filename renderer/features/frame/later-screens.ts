import { lazy } from 'react'

// Screens that nobody sees first: each is fetched when it is opened.
export const Charts = lazy(async () => ({ default: (await import('../history/charts.tsx')).Charts }))
export const RecipeScreen = lazy(async () => ({ default: (await import('../recipe/recipe-screen.tsx')).RecipeScreen }))
export const Settings = lazy(async () => ({ default: (await import('../settings/settings.tsx')).Settings }))
export const Tray = lazy(async () => ({ default: (await import('../tray/tray.tsx')).Tray }))
export const Vault = lazy(async () => ({ default: (await import('../vault/vault.tsx')).Vault }))
export const Verify = lazy(async () => ({ default: (await import('../verify/verify.tsx')).Verify }))
export const Watch = lazy(async () => ({ default: (await import('../watch/watch.tsx')).Watch }))
export const Welcome = lazy(async () => ({ default: (await import('../welcome/welcome.tsx')).Welcome }))
export const WorkingsScreen = lazy(async () => ({ default: (await import('../workings/workings.tsx')).WorkingsScreen }))
