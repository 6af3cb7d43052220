/** How the admin looks and what it is called. Strapi loads this file by its default export. */
export default {
  config: {
    // Beside English, which is always there. Everybody chooses in their profile.
    locales: ['fr'],
    tutorials: false,
    notifications: { releases: false },
    translations: {
      en: {
        'Auth.form.welcome.title': 'Welcome to Accession',
        'Auth.form.welcome.subtitle': 'Log in to the library',
        'app.components.LeftMenu.navbrand.title': 'Accession',
        'app.components.LeftMenu.navbrand.workplace': 'Library',
        'HomePage.head.title': 'Home',
      },
      fr: {
        'Auth.form.welcome.title': 'Bienvenue dans Accession',
        'Auth.form.welcome.subtitle': 'Connectez-vous à la bibliothèque',
        'app.components.LeftMenu.navbrand.title': 'Accession',
        'app.components.LeftMenu.navbrand.workplace': 'Bibliothèque',
        'HomePage.head.title': 'Accueil',
      },
    },
  },
  register(): void {
    // Strapi announces its media library on every page until each editor closes the banner, and no
    // setting turns it off. These are the names under which it remembers that it was closed.
    for (const installation of ['false', 'undefined']) {
      const name = `STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:${installation}`;
      window.localStorage.setItem(name, 'true');
    }
  },
};
