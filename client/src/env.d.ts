declare module 'bootstrap-italia/src/svg/*.svg?raw' {
  const text: string
  export default text
}
