require('../support/suites').together('rating');
