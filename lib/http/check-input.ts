export { checkInput } from '@/lib/core/check-input'
