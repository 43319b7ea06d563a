import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const enums = { selector: 'TSEnumDeclaration', message: 'A union of strings says the same and disappears at run time.' }
const now = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'The clock comes in through a port.',
}

/** Who may import what: client -> shared <- server, and nobody imports tests. */
const forbid = (...patterns) => [
  'error',
  { patterns: patterns.map((regex) => ({ regex, message: 'Against the directions in ARCHITECTURE.md.' })) },
]

/** What is expected only if something is so is expected of nothing where it never is: each case has its own test or value. */
const MAYBE_EXPECTED = ['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'CatchClause'].map((around) => ({
  selector: `${around} CallExpression[callee.name="expect"]`,
  message: 'Expect the same of every case: work out what is expected, or begin another test.',
}))

export default defineConfig(
  globalIgnores(['**/dist/', 'server/.dev/', '**/node_modules/', 'data/', 'test/artefacts/']),
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    rules: {
      'no-restricted-syntax': ['error', enums],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      // The formatter breaks lines, and these would break them otherwise.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      // A prop that may be left out is undefined, as its type says.
      'vue/require-default-prop': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // What is begun is waited for, or says with `void` that it is not: a test that forgets it ends before its own work.
    files: ['**/*.{ts,vue}'],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.vue'], tsconfigRootDir: import.meta.dirname },
    },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'fetch',
        'process',
        'console',
        'setTimeout',
        'setInterval',
        'window',
        'navigator',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': ['error', enums, now],
      'no-restricted-imports': forbid('client', 'server', '^node:'),
    },
  },
  {
    files: ['client/**/*.{ts,vue}'],
    rules: {
      // What somebody wrote is shown as text, never read as a page.
      'vue/no-v-html': 'error',
      'no-restricted-imports': forbid('@traguardo/(server|test)', '/server/', '/test/', '^node:'),
    },
  },
  {
    files: ['server/**/*.ts'],
    rules: { 'no-restricted-imports': forbid('@traguardo/(client|test)', '/client/', '/test/') },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', enums, ...MAYBE_EXPECTED] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly', fetch: 'readonly', URL: 'readonly' },
    },
  },
)
