<?php
/* Renders wiki text with MediaWiki: a line of JSON in (a string), a line of JSON out (the HTML), until the input ends.
   The text is first transformed as MediaWiki does when a page is saved. */

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

class RenderLines extends Maintenance {
	public function execute() {
		$services = MediaWiki\MediaWikiServices::getInstance();
		$title = Title::newFromText( 'Rendered' );
		$user = User::newSystemUser( 'Maintenance script' );
		$options = ParserOptions::newFromAnon();
		// phpcs:ignore
		while ( ( $line = fgets( STDIN ) ) !== false ) {
			$parser = $services->getParser();
			$saved = $parser->preSaveTransform( json_decode( $line ), $title, $user, $options );
			$html = $parser->parse( $saved, $title, $options )->getText( [ 'unwrap' => true ] );
			fwrite( STDOUT, json_encode( $html, JSON_INVALID_UTF8_SUBSTITUTE ) . "\n" );
		}
	}
}

$maintClass = RenderLines::class;
require_once RUN_MAINTENANCE_IF_MAIN;
