import { useCallback } from 'react'
import { Fault } from '../../contract/fault.ts'
import { faultText } from '../texts/fault-words.ts'
import { useToast } from './toasts.ts'

/** Says in a toast what went wrong; `subject` names what it was about where the error does not. */
export function useTellFault(subject: string): (error: unknown) => void {
  const toast = useToast()
  return useCallback((error) => toast({ icon: 'alert', text: faultText(Fault.from(error, subject)) }), [toast, subject])
}
