import { createContext, useContext } from 'react'
import type { IconName } from '../ui/icon.tsx'

/** It worked, and here is the way back. */
export interface Toast {
  text: string
  icon?: IconName
  /** One button: the way back, or to what it is about. */
  action?: { text: string; run: () => void }
}

export const ToastContext = createContext<(toast: Toast) => void>(() => {})

export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext)
}
