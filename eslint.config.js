// Type-aware lint only. What a formatter can settle is the formatter's; what the compiler can settle is the compiler's.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'man/', 'node_modules/', '**/*.js', '**/*.mjs'] },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Erasable TypeScript only: use a union.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/config/**', 'src/**/*.test.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'process.env is read in config/ only.' },
        { object: 'process', property: 'exit', message: 'process.exit lives in cli/ only.' },
        { object: 'Date', property: 'now', message: 'Time comes from a Clock (base/clock.ts).' },
      ],
    },
  },
  {
    files: ['src/base/clock.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['*.config.ts', 'tools/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
