/** How the admin looks and what it is called. Strapi loads this file by its default export. */
export default {
  config: {
    locales: [],
    tutorials: false,
    notifications: { releases: false },
    translations: {
      en: {
        'Auth.form.welcome.title': 'Welcome to Accession',
        'Auth.form.welcome.subtitle': 'Log in to the library',
        'app.components.LeftMenu.navbrand.title': 'Accession',
        'app.components.LeftMenu.navbrand.workplace': 'Library',
      },
    },
  },
};
