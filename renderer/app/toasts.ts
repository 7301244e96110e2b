import { createContext, useContext } from 'react'
import type { IconName } from '../ui/icon.tsx'

/** It worked, and here is the way back. */
export interface Toast {
  text: string
  icon?: IconName
  /** The way back: its button, and Ctrl Z. */
  undo?: () => void
  /** Where there is no way back: the button to what it is about. */
  action?: { text: string; run: () => void }
}

export interface Toasts {
  tell: (toast: Toast) => void
  /** Does what the newest toast with a way back offers; false where there is none. */
  takeBack: () => boolean
}

export const ToastContext = createContext<Toasts>({ tell() {}, takeBack: () => false })

export function useToasts(): Toasts {
  return useContext(ToastContext)
}

export function useToast(): Toasts['tell'] {
  return useContext(ToastContext).tell
}
